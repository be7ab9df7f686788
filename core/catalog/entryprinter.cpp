#include "core/catalog/entryprinter.h"

#include "core/catalog/catalogreader.h"
#include "core/catalog/yamltext.h"

namespace atlas
{

namespace
{
std::string keyAt(std::size_t column, std::string_view key)
{
    return std::string(column, ' ').append(key).append(":");
}

std::string textLine(Field field, const KernelInfo &info, std::size_t column, const CatalogStyle &style)
{
    return keyAt(column, key(field)) + " " + printText(field, info[field], false) + style.lineBreak;
}
} // namespace

std::string printEntry(const KernelEntry &entry, const CatalogStyle &style)
{
    const std::size_t column = style.dashColumn + style.keyOffset;
    std::string text = std::string(style.dashColumn, ' ') + "-" + std::string(style.keyOffset - 1, ' ') +
                       std::string(kRawNameKey) + ": " + doubleQuoted(entry.rawName) + style.lineBreak;
    text += textLine(Field::FriendlyName, entry.info, column, style);
    text += textLine(Field::SourceLib, entry.info, column, style);
    text += printDataShape(entry.info, column, style);
    text += textLine(Field::Description, entry.info, column, style);
    return text;
}

std::string printEntry(const KernelEntry &entry, std::string_view lineBreak)
{
    CatalogStyle style;
    style.lineBreak = lineBreak;
    return printEntry(entry, style);
}

std::string printDataShape(const KernelInfo &info, std::size_t column, const CatalogStyle &style)
{
    std::string text = keyAt(column, kDataShapeKey) + style.lineBreak;
    for (const Field field : {Field::Generic, Field::Fixed, Field::Tiled}) {
        text += printShapeField(field, info[field], column + style.nestOffset, style);
    }
    return text;
}

std::string printShapeField(Field field, const FieldValue &value, std::size_t column, const CatalogStyle &style)
{
    const Shape *shape = std::get_if<Shape>(&value);
    if (shape == nullptr || shape->empty()) {
        return keyAt(column, key(field)) + " " + printFlowShape(value) + style.lineBreak;
    }
    return keyAt(column, key(field)) + style.lineBreak +
           printShapeLines(*shape, column + style.listOffset, style.lineBreak);
}

std::string printShapeLines(const Shape &shape, std::size_t column, const std::string &lineBreak)
{
    std::string text;
    for (const ShapeLine &line : shape) {
        text += std::string(column, ' ') + "- " + printFlowLine(line) + lineBreak;
    }
    return text;
}

std::string printText(Field field, const FieldValue &value, bool isQuoted)
{
    const auto *text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return "null";
    }
    return field == Field::SourceLib && !isQuoted ? plainOrQuoted(*text) : doubleQuoted(*text);
}

std::string printFlowLine(const ShapeLine &line)
{
    std::string text;
    for (const std::string &item : line) {
        text += (text.empty() ? "" : ", ") + doubleQuoted(item);
    }
    return "[" + text + "]";
}

std::string printFlowShape(const FieldValue &value)
{
    const Shape *shape = std::get_if<Shape>(&value);
    if (shape == nullptr) {
        return "null";
    }
    std::string text;
    for (const ShapeLine &line : *shape) {
        text += (text.empty() ? "" : ", ") + printFlowLine(line);
    }
    return "[" + text + "]";
}

std::string printFlowDataShape(const KernelInfo &info, bool isJson)
{
    std::string text;
    for (const Field field : {Field::Generic, Field::Fixed, Field::Tiled}) {
        const std::string name = isJson ? doubleQuoted(key(field)) : std::string(key(field));
        text += (text.empty() ? "" : ", ") + name + ": " + printFlowShape(info[field]);
    }
    return "{" + text + "}";
}

} // namespace atlas
