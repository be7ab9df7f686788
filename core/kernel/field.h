#pragma once

#include "core/kernel/shape.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace atlas
{

/// The six fields that a catalog says of a kernel, in the order of the file.
enum class Field : std::uint8_t
{
    FriendlyName,
    SourceLib,
    Generic,
    Fixed,
    Tiled,
    Description
};

inline constexpr std::array kFields = {Field::FriendlyName, Field::SourceLib, Field::Generic,
                                       Field::Fixed,        Field::Tiled,     Field::Description};
inline constexpr std::size_t kFieldCount = kFields.size();

/// The key as kernels.yaml and JSON spell it: friendly_name, source_lib, generic, fixed, tiled, description.
[[nodiscard]] std::string_view key(Field field);

/// The field with that key, or nothing.
[[nodiscard]] std::optional<Field> fieldForKey(std::string_view key);

/// Generic, Fixed and Tiled live under `data_shape` and hold a Shape.
[[nodiscard]] constexpr bool isShape(Field field)
{
    return field == Field::Generic || field == Field::Fixed || field == Field::Tiled;
}

/// What a field holds: nothing (YAML null), a text, or a shape.
using FieldValue = std::variant<std::monostate, std::string, Shape>;

[[nodiscard]] inline bool isNull(const FieldValue &value)
{
    return std::holds_alternative<std::monostate>(value);
}

/// One line for people: a text as it is, shapes as printShape() does, "" for null.
[[nodiscard]] std::string toDisplayText(const FieldValue &value);

/// The value that a person's text stands for in `field`: a text as it is; for shapes "" is null, otherwise
/// parseShape().
[[nodiscard]] Result<FieldValue> fromDisplayText(Field field, std::string_view text);

/// The six values of one kernel.
struct KernelInfo
{
    std::array<FieldValue, kFieldCount> values;

    [[nodiscard]] const FieldValue &operator[](Field field) const { return values[static_cast<std::size_t>(field)]; }
    [[nodiscard]] FieldValue &operator[](Field field) { return values[static_cast<std::size_t>(field)]; }
    /// The text of a text field; "" when it is null or a shape.
    [[nodiscard]] const std::string &text(Field field) const;

    friend bool operator==(const KernelInfo &, const KernelInfo &) = default;
};

} // namespace atlas
