#include "core/comparison/statistics.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/interpolators/cardinal_cubic_b_spline.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace atlas
{

namespace
{
namespace bmp = boost::math::policies;

/// NaN in place of exceptions, and plain double arithmetic: ten times as fast as promotion to long double, at 15
/// digits.
using QuietPolicy =
    bmp::policy<bmp::promote_double<false>, bmp::domain_error<bmp::ignore_error>, bmp::pole_error<bmp::ignore_error>,
                bmp::overflow_error<bmp::ignore_error>, bmp::underflow_error<bmp::ignore_error>,
                bmp::denorm_error<bmp::ignore_error>, bmp::evaluation_error<bmp::ignore_error>,
                bmp::indeterminate_result_error<bmp::ignore_error>>;
using Student = boost::math::students_t_distribution<double, QuietPolicy>;

constexpr double kNotDefined = std::numeric_limits<double>::quiet_NaN();
/// Turns a median absolute deviation into the standard deviation of a normal distribution.
constexpr double kMadToDeviation = 1.4826;

/// Welch-Satterthwaite: degrees of freedom of the sum of two variances of means.
double welchDegrees(double a, double b, double countA, double countB)
{
    if (a + b <= 0.0) {
        return std::min(countA, countB) - 1.0;
    }
    return (a + b) * (a + b) / (a * a / (countA - 1.0) + b * b / (countB - 1.0));
}

/// t of the interval at kAlpha by the reciprocal of the degrees of freedom, in which it is smooth up to 0, the normal
/// distribution. A comparison asks for it once a row with other degrees each time: a spline through the library's
/// values is ten times as fast, and within 1e-12 of them (a test).
class IntervalQuantile
{
public:
    IntervalQuantile() : m_spline(values().data(), kSteps + 1, 0.0, kStep, slopeAtNormal()) {}

    [[nodiscard]] double operator()(double degrees) const
    {
        return degrees >= kLeastDegrees ? m_spline(1.0 / degrees)
                                        : studentQuantile(1.0 - kAlpha / 2.0, degrees); // steep there
    }

private:
    static constexpr double kLeastDegrees = 4.0;
    static constexpr std::size_t kSteps = 1024;
    /// Twice as far as is asked for: at its ends a spline is less exact.
    static constexpr double kStep = 2.0 / kLeastDegrees / static_cast<double>(kSteps);

    static double normalQuantile()
    {
        return boost::math::quantile(boost::math::normal_distribution<double, QuietPolicy>(), 1.0 - kAlpha / 2.0);
    }
    /// First term of the expansion of t about the normal quantile z, (z³ + z)/(4ν): Abramowitz and Stegun 26.7.5.
    static double slopeAtNormal()
    {
        const double z = normalQuantile();
        return (z * z * z + z) / 4.0;
    }
    static std::vector<double> values()
    {
        std::vector<double> values{normalQuantile()};
        for (std::size_t i = 1; i <= kSteps; ++i) {
            values.push_back(studentQuantile(1.0 - kAlpha / 2.0, 1.0 / (kStep * static_cast<double>(i))));
        }
        return values;
    }

    boost::math::interpolators::cardinal_cubic_b_spline<double> m_spline;
};

double varianceOfMean(const Sample &sample)
{
    return sample.deviation * sample.deviation / sample.count;
}

/// Indices of `p` from the smallest value to the largest.
std::vector<std::size_t> ascending(std::span<const double> p)
{
    std::vector<std::pair<double, std::size_t>> keys; // side by side: sorting indices alone would jump through p
    keys.reserve(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) {
        keys.emplace_back(p[i], i);
    }
    std::ranges::sort(keys);
    std::vector<std::size_t> order;
    order.reserve(p.size());
    for (const auto &[value, i] : keys) {
        order.push_back(i);
    }
    return order;
}
} // namespace

double Sample::relativeVariance() const
{
    return varianceOfMean(*this) / (mean * mean);
}

double studentTwoSided(double t, double degrees)
{
    if (!(degrees > 0.0) || std::isnan(t)) {
        return kNotDefined;
    }
    if (std::isinf(t)) {
        return 0.0;
    }
    try {
        return std::min(1.0, 2.0 * boost::math::cdf(boost::math::complement(Student(degrees), std::abs(t))));
    } catch (const std::exception &) { // the policy asks for none; a library may still throw
        return kNotDefined;
    }
}

double intervalQuantile(double degrees)
{
    static const IntervalQuantile quantile;
    return degrees > 0.0 ? quantile(degrees) : kNotDefined;
}

double studentQuantile(double probability, double degrees)
{
    if (!(degrees > 0.0) || !(probability > 0.0) || !(probability < 1.0)) {
        return kNotDefined;
    }
    try {
        return boost::math::quantile(Student(degrees), probability);
    } catch (const std::exception &) {
        return kNotDefined;
    }
}

WelchTest welchTest(const Sample &baseline, const Sample &candidate)
{
    const double a = varianceOfMean(baseline);
    const double b = varianceOfMean(candidate);
    const double difference = candidate.mean - baseline.mean;
    WelchTest test;
    test.t = difference == 0.0 ? 0.0 : difference / std::sqrt(a + b);
    test.degrees = welchDegrees(a, b, baseline.count, candidate.count);
    test.p = studentTwoSided(test.t, test.degrees);
    return test;
}

double RatioEstimate::p() const
{
    return studentTwoSided(logRatio == 0.0 ? 0.0 : logRatio / standardError, degrees);
}

Interval RatioEstimate::logInterval() const
{
    const double width = standardError == 0.0 ? 0.0 : intervalQuantile(degrees) * standardError;
    return {logRatio - width, logRatio + width};
}

RatioEstimate estimateRatio(const Sample &baseline, const Sample &candidate)
{
    const double a = baseline.relativeVariance();
    const double b = candidate.relativeVariance();
    // A difference of logarithms negates exactly when the sides are swapped; the logarithm of a quotient need not.
    return {std::log(candidate.mean) - std::log(baseline.mean), std::sqrt(a + b),
            welchDegrees(a, b, baseline.count, candidate.count)};
}

BetweenRuns estimateBetweenRuns(std::vector<double> logRatios)
{
    if (logRatios.size() < kLeastStableRows) {
        return {};
    }
    BetweenRuns between{medianOf(logRatios), 0.0, logRatios.size(), false};
    for (double &value : logRatios) {
        value = std::abs(value - between.drift);
    }
    between.deviation = kMadToDeviation * medianOf(logRatios);
    return between;
}

RatioEstimate withBetweenRuns(const RatioEstimate &estimate, const BetweenRuns &between)
{
    const double within = estimate.standardError * estimate.standardError;
    const double shared = between.deviation * between.deviation;
    RatioEstimate noisy = estimate;
    noisy.standardError = std::sqrt(within + shared);
    const double ownPart = within * within / estimate.degrees;
    const double sharedPart = between.isAssumed ? 0.0 : shared * shared / static_cast<double>(between.rows - 1);
    if (ownPart + sharedPart > 0.0) {
        noisy.degrees = (within + shared) * (within + shared) / (ownPart + sharedPart);
    }
    return noisy;
}

bool needsFieller(const Sample &baseline, const Sample &candidate)
{
    constexpr double largest = kLargestRelativeError * kLargestRelativeError;
    return baseline.relativeVariance() > largest || candidate.relativeVariance() > largest;
}

std::optional<Interval> fiellerLogInterval(const Sample &baseline, const Sample &candidate,
                                           const RatioEstimate &estimate)
{
    const double t = intervalQuantile(estimate.degrees);
    const double own = baseline.relativeVariance() + candidate.relativeVariance();
    const double shared = std::max(0.0, estimate.standardError * estimate.standardError - own) / 2.0;
    const double a = t * t * (baseline.relativeVariance() + shared);
    const double b = t * t * (candidate.relativeVariance() + shared);
    if (!(a < 1.0) || !(b < 1.0)) {
        return std::nullopt;
    }
    // The bounds solve (1 - a)·q² - 2q + (1 - b) = 0 for q = bound / ratio.
    const double root = std::sqrt(std::max(0.0, a + b - a * b));
    return Interval{estimate.logRatio + std::log((1.0 - root) / (1.0 - a)),
                    estimate.logRatio + std::log((1.0 + root) / (1.0 - a))};
}

double hedgesG(const Sample &baseline, const Sample &candidate)
{
    const double weightA = baseline.count - 1.0;
    const double weightB = candidate.count - 1.0;
    const double pooledVariance =
        (weightA * baseline.deviation * baseline.deviation + weightB * candidate.deviation * candidate.deviation) /
        (weightA + weightB);
    const double small = 1.0 - 3.0 / (4.0 * welchTest(baseline, candidate).degrees - 1.0);
    return small * (candidate.mean - baseline.mean) / std::sqrt(pooledVariance);
}

AdjustedP adjustForMany(std::span<const double> p)
{
    const std::vector<std::size_t> order = ascending(p);
    const auto count = static_cast<double>(p.size());
    AdjustedP adjusted{std::vector<double>(p.size()), std::vector<double>(p.size())};
    double least = 1.0;
    for (std::size_t rank = order.size(); rank > 0; --rank) {
        const std::size_t i = order[rank - 1];
        least = std::min(least, p[i] * count / static_cast<double>(rank));
        adjusted.benjaminiHochberg[i] = least;
    }
    double most = 0.0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const std::size_t i = order[rank];
        most = std::max(most, std::min(1.0, p[i] * static_cast<double>(order.size() - rank)));
        adjusted.holm[i] = most;
    }
    return adjusted;
}

double medianOf(std::span<double> values)
{
    if (values.empty()) {
        return kNotDefined;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1) {
        return *middle;
    }
    return (*middle + *std::max_element(values.begin(), middle)) / 2.0;
}

} // namespace atlas
