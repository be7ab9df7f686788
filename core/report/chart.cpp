#include "core/report/chart.h"

#include "core/base/format.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace atlas
{

namespace
{
struct RoleLook
{
    std::string_view key;
    std::string_view light;
    std::string_view dark;
};
/// Colours that stay apart for the colour-blind; sides of an axis, words and glyphs say the same.
constexpr std::array<RoleLook, kChartRoleCount> kLooks = {{{"axis", "#9aa0a6", "#6f767d"},
                                                           {"whole", "#b0b5ba", "#7d848b"},
                                                           {"increase", "#d1605e", "#e07b73"},
                                                           {"decrease", "#4e9f6d", "#63b887"},
                                                           {"calls", "#c9963b", "#d9ad5b"},
                                                           {"appeared", "#5899da", "#6aa9e6"},
                                                           {"other", "#90959b", "#8d949b"},
                                                           {"spread", "#a9cdf0", "#2f5f8f"},
                                                           {"mark", "#1f5f9f", "#9cc9f5"},
                                                           {"label", "#24292e", "#e6e8ea"},
                                                           {"quietlabel", "#6a737d", "#9aa3ab"},
                                                           {"series", "#999999", "#999999"},
                                                           {"chosen", "#2579cf", "#55a3f0"}}};

constexpr std::array<std::string_view, kSeriesCount> kSeriesColors = {
    "#009e73", "#0072b2", "#d55e00", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442",
    "#999999", "#882255", "#44aa99", "#332288", "#999933", "#aa4499", "#117733"};
/// In the order of kSeriesColors.
constexpr std::array<std::string_view, 8> kLibraries = {
    "cuBLAS", "CUTLASS", "FlashAttention", "PyTorch MemEffAttention", "PyTorch ATen", "cuDNN", "Triton", "CUDA"};

std::uint32_t stableHash(std::string_view text)
{
    std::uint32_t hash = 2166136261U; // FNV-1a
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    return hash;
}

/// A coordinate to a hundredth of a pixel.
std::string number(double value)
{
    return formatExact(std::round(value * 100.0) / 100.0 + 0.0);
}

std::string attribute(std::string_view name, double value)
{
    return " " + std::string(name) + "=\"" + number(value) + '"';
}

std::string roleClass(ChartRole role)
{
    return " class=\"c-" + std::string(key(role)) + '"';
}

std::string seriesFill(const ChartRectangle &rectangle)
{
    return rectangle.role == ChartRole::Series ? " style=\"fill:" + std::string(seriesColor(rectangle.series)) + '"'
                                               : std::string();
}

std::string printRectangle(const ChartRectangle &rectangle)
{
    const std::string head = "<rect" + attribute("x", rectangle.x) + attribute("y", rectangle.y) +
                             attribute("width", rectangle.width) + attribute("height", rectangle.height) +
                             roleClass(rectangle.role) + seriesFill(rectangle);
    return rectangle.tooltip.empty() ? head + "/>"
                                     : head + "><title>" + escapedHtml(rectangle.tooltip) + "</title></rect>";
}

std::string printLine(const ChartLine &line)
{
    return "<line" + attribute("x1", line.x1) + attribute("y1", line.y1) + attribute("x2", line.x2) +
           attribute("y2", line.y2) + roleClass(line.role) + "/>";
}

std::string printText(const ChartText &text)
{
    constexpr std::array<std::string_view, 3> kAnchors = {"start", "middle", "end"};
    return "<text" + attribute("x", text.x) + attribute("y", text.y) + " text-anchor=\"" +
           std::string(kAnchors[static_cast<std::size_t>(text.anchor)]) + '"' + roleClass(text.role) + '>' +
           escapedHtml(text.text) + "</text>";
}

std::string rules(bool isDark)
{
    std::string text;
    for (const RoleLook &look : kLooks) {
        const std::string name = ".c-" + std::string(look.key);
        const std::string value(isDark ? look.dark : look.light);
        text += name + "{fill:" + value + "}line" + name + "{stroke:" + value + "}";
    }
    return text;
}
} // namespace

std::string_view key(ChartRole role)
{
    return kLooks[static_cast<std::size_t>(role)].key;
}

std::string_view colour(ChartRole role, bool isDark)
{
    const RoleLook &look = kLooks[static_cast<std::size_t>(role)];
    return isDark ? look.dark : look.light;
}

std::string_view seriesColor(std::size_t series)
{
    return kSeriesColors[series % kSeriesColors.size()];
}

std::size_t librarySeries(std::string_view library)
{
    const auto known = static_cast<std::size_t>(std::ranges::find(kLibraries, library) - kLibraries.begin());
    return known < kLibraries.size()
               ? known
               : kLibraries.size() + stableHash(library) % (kSeriesColors.size() - kLibraries.size());
}

std::string chartStyle()
{
    return "svg text{font:11px sans-serif}" + rules(false) + "@media(prefers-color-scheme:dark){" + rules(true) + "}";
}

std::string printSvg(const Chart &chart, bool ownStyle)
{
    std::string text = "<svg";
    text += ownStyle ? " xmlns=\"http://www.w3.org/2000/svg\"" : "";
    text += attribute("width", chart.width) + attribute("height", chart.height) + " viewBox=\"0 0 " +
            number(chart.width) + ' ' + number(chart.height) + '"';
    text += chart.title.empty() ? std::string(" aria-hidden=\"true\">")
                                : " role=\"img\" aria-label=\"" + escapedHtml(chart.title) + "\">";
    text += ownStyle ? "<style>" + chartStyle() + "</style>" : std::string();
    for (const ChartRectangle &rectangle : chart.rectangles) {
        text += printRectangle(rectangle);
    }
    for (const ChartLine &line : chart.lines) {
        text += printLine(line);
    }
    for (const ChartText &label : chart.texts) {
        text += printText(label);
    }
    return text + "</svg>";
}

std::string escapedHtml(std::string_view text)
{
    std::string escaped;
    for (const char c : escapeControls(text)) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

} // namespace atlas
