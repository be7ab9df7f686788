#include "core/kernel/field.h"

#include <algorithm>

namespace atlas
{

namespace
{
constexpr std::array<std::string_view, kFieldCount> kKeys = {"friendly_name", "source_lib", "generic",
                                                             "fixed",         "tiled",      "description"};
} // namespace

std::string_view key(Field field)
{
    return kKeys[static_cast<std::size_t>(field)];
}

std::optional<Field> fieldForKey(std::string_view key)
{
    const auto found = std::ranges::find(kKeys, key);
    if (found == kKeys.end()) {
        return std::nullopt;
    }
    return kFields[static_cast<std::size_t>(found - kKeys.begin())];
}

std::string toDisplayText(const FieldValue &value)
{
    if (const auto *text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto *shape = std::get_if<Shape>(&value)) {
        return printShape(*shape);
    }
    return {};
}

Result<FieldValue> fromDisplayText(Field field, std::string_view text)
{
    if (!isShape(field)) {
        return FieldValue(std::string(text));
    }
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return FieldValue();
    }
    return parseShape(text).transform([](Shape &&shape) { return FieldValue(std::move(shape)); });
}

const std::string &KernelInfo::text(Field field) const
{
    static const std::string kNone;
    const auto *text = std::get_if<std::string>(&(*this)[field]);
    return text != nullptr ? *text : kNone;
}

} // namespace atlas
