#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Pictures as plain rectangles, lines and text: the report writes them as SVG, the window paints the same with its own
/// palette. Coordinates are pixels from the top left.
namespace atlas
{

/// What a piece of a chart means; who paints it chooses the colour.
enum class ChartRole : std::uint8_t
{
    Axis,
    Whole,    ///< a total
    Increase, ///< the candidate takes longer
    Decrease, ///< the candidate takes shorter
    Calls,    ///< because of more or fewer calls
    Appeared, ///< kernels of one side only
    Other,    ///< too small to be told apart, or without a verdict
    Spread,
    Mark, ///< a value within a spread
    Label,
    QuietLabel,
    Series, ///< one of several things of a kind: `series` tells which
    Chosen  ///< among others that are not
};
inline constexpr std::size_t kChartRoleCount = 13;
/// A short word for style sheets: "axis", "whole", "increase", ...
[[nodiscard]] std::string_view key(ChartRole role);
/// Its colour on a light or dark ground, as "#rrggbb".
[[nodiscard]] std::string_view colour(ChartRole role, bool isDark);

/// Colours of a series, light enough to tell and dark enough to see on both backgrounds (Okabe and Ito, then Paul Tol's
/// muted ones), as "#rrggbb".
inline constexpr std::size_t kSeriesCount = 14;
[[nodiscard]] std::string_view seriesColor(std::size_t series);
/// The series of a source library, the same in every chart and table; libraries without one of their own share the last
/// six.
[[nodiscard]] std::size_t librarySeries(std::string_view library);

struct ChartRectangle
{
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;
    ChartRole role = ChartRole::Other;
    std::string tooltip = {}; ///< data, not markup
    std::uint8_t series = 0;  ///< for ChartRole::Series, below kSeriesCount
};

struct ChartLine
{
    double x1 = 0.0;
    double y1 = 0.0;
    double x2 = 0.0;
    double y2 = 0.0;
    ChartRole role = ChartRole::Axis;
};

enum class ChartAnchor : std::uint8_t
{
    Start,
    Middle,
    End
};

struct ChartText
{
    double x = 0.0;
    double y = 0.0;   ///< of the base line
    std::string text; ///< data, not markup
    ChartAnchor anchor = ChartAnchor::Start;
    ChartRole role = ChartRole::Label;
};

struct Chart
{
    double width = 0.0;
    double height = 0.0;
    std::string title = {}; ///< for readers who cannot see it
    std::vector<ChartRectangle> rectangles = {};
    std::vector<ChartLine> lines = {};
    std::vector<ChartText> texts = {};
};

/// The chart as an SVG element; roles become classes "c-<key>", so that a style sheet colours it. With `ownStyle` it
/// carries colours of its own and may stand alone as a file.
[[nodiscard]] std::string printSvg(const Chart &chart, bool ownStyle = false);

/// `text` for HTML and SVG, in content and in double-quoted attributes; control characters as \xNN.
[[nodiscard]] std::string escapedHtml(std::string_view text);

/// Style rules for the roles, for light and dark (prefers-color-scheme).
[[nodiscard]] std::string chartStyle();

} // namespace atlas
