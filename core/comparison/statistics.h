#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

/// The arithmetic of COMPARISON.md C7 and C8 as free functions of numbers. Differences and ratios are candidate against
/// baseline, times in ns, probabilities 0 to 1.
namespace atlas
{

/// What a test knows of one side: how many values, their mean and their sample standard deviation (n - 1).
struct Sample
{
    double count = 0.0;
    double mean = 0.0;
    double deviation = 0.0;

    /// Variance of the mean relative to its square: s² / (n·m²), the delta method's term of one side.
    [[nodiscard]] double relativeVariance() const;
};

struct Interval
{
    double low = 0.0;
    double high = 0.0;
};

/// Level of every interval and of both corrections for many tests.
inline constexpr double kAlpha = 0.05;

/// Two-sided p of |t| with `degrees` degrees of freedom; NaN where it is not defined (no degrees, NaN).
[[nodiscard]] double studentTwoSided(double t, double degrees);
/// The t that a Student variable stays below with `probability`; NaN where it is not defined.
[[nodiscard]] double studentQuantile(double probability, double degrees);
/// The same at 1 - kAlpha / 2, for the intervals of many rows: within a relative 1e-12 of it and ten times as fast.
[[nodiscard]] double intervalQuantile(double degrees);

/// Welch's test on the difference of means, candidate - baseline.
struct WelchTest
{
    double t = 0.0;
    double degrees = 0.0;
    double p = 1.0;
};
[[nodiscard]] WelchTest welchTest(const Sample &baseline, const Sample &candidate);

/// The logarithm of the ratio of means with its standard error by the delta method and Welch-Satterthwaite degrees.
struct RatioEstimate
{
    double logRatio = 0.0;
    double standardError = 0.0;
    double degrees = 0.0;

    /// Two-sided p of "the ratio is 1".
    [[nodiscard]] double p() const;
    /// 1 - kAlpha interval of the logarithm of the ratio: exp() of both ends is the ratio's.
    [[nodiscard]] Interval logInterval() const;
};
[[nodiscard]] RatioEstimate estimateRatio(const Sample &baseline, const Sample &candidate);

/// How much kernels that did not change differ between the two runs (C8 i).
struct BetweenRuns
{
    double drift = 0.0;      ///< median log ratio of the stable rows; 0 when assumed
    double deviation = 0.01; ///< τ: 1.4826 · MAD of the log ratios
    std::size_t rows = 0;    ///< stable rows it was estimated from
    bool isAssumed = true;   ///< fewer than kLeastStableRows: τ is 1 % and the drift is not known
};
inline constexpr std::size_t kLeastStableRows = 8;

/// Drift and τ from the log ratios of stable rows.
[[nodiscard]] BetweenRuns estimateBetweenRuns(std::vector<double> logRatios);

/// `estimate` with the noise between runs in its error and degrees (C8 ii).
[[nodiscard]] RatioEstimate withBetweenRuns(const RatioEstimate &estimate, const BetweenRuns &between);

/// A relative error of a mean above which the delta method is left for Fieller's interval.
inline constexpr double kLargestRelativeError = 0.1;
[[nodiscard]] bool needsFieller(const Sample &baseline, const Sample &candidate);

/// Fieller's interval of the ratio, as logarithms, with `estimate`'s degrees; its error beyond that of the samples (τ)
/// is shared evenly by both sides. Nothing when it is unbounded: one of the means does not differ from zero.
[[nodiscard]] std::optional<Interval> fiellerLogInterval(const Sample &baseline, const Sample &candidate,
                                                         const RatioEstimate &estimate);

/// Hedges' g with J = 1 - 3 / (4ν - 1), ν of Welch's test on the difference.
[[nodiscard]] double hedgesG(const Sample &baseline, const Sample &candidate);

/// Adjusted p of each test in the order given: significant at kAlpha when <= kAlpha.
struct AdjustedP
{
    std::vector<double> benjaminiHochberg;
    std::vector<double> holm;
};
[[nodiscard]] AdjustedP adjustForMany(std::span<const double> p);

/// The middle value, the mean of the two middle ones for an even count; NaN for none. Reorders `values`.
[[nodiscard]] double medianOf(std::span<double> values);

} // namespace atlas
