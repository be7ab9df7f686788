#include "app/cli/optionchecks.h"

#include "core/base/format.h"

#include <charconv>
#include <cmath>
#include <string>
#include <system_error>

namespace atlas::cli
{

CLI::Validator countUpTo(std::int64_t most)
{
    const auto check = [most](std::string &text) {
        std::int64_t value = 0;
        const char *const end = text.data() + text.size();
        const auto [at, error] = std::from_chars(text.data(), end, value);
        const bool isCount = error == std::errc() && at == end && value >= 1 && value <= most;
        return isCount ? std::string() : '"' + text + "\" is no whole number from 1 to " + std::to_string(most);
    };
    return {check, ""};
}

CLI::Validator numberBetween(double least, double most)
{
    const auto check = [least, most](std::string &text) {
        double value = 0.0;
        const char *const end = text.data() + text.size();
        const auto [at, error] = std::from_chars(text.data(), end, value);
        const bool isNumber = error == std::errc() && at == end && std::isfinite(value);
        return isNumber && value >= least && value <= most
                   ? std::string()
                   : '"' + text + "\" is no number from " + formatExact(least) + " to " + formatExact(most);
    };
    return {check, ""};
}

} // namespace atlas::cli
