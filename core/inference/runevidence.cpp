#include "core/inference/runevidence.h"

#include "core/base/character.h"
#include "core/base/parallel.h"
#include "core/inference/nametails.h"
#include "core/inference/ruleset.h"
#include "core/kernel/library.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

namespace atlas
{

namespace
{
/// The pack that repeats the published script, which reads each name alone.
constexpr std::string_view kSeedPack = "seed";
/// So many kernels are unmistakably of a library before a bare name is given to it.
constexpr std::size_t kLeastKernels = 3;
/// Of all unmistakable kernels of one spelling, so many in 100 are of the library.
constexpr std::size_t kLeastPercent = 75;
/// Libraries whose kernels are in everybody's runs, whoever wrote the rest, and Triton, in which anybody writes: that a
/// run holds them says nothing of its other kernels.
constexpr std::array<std::string_view, 16> kSuppliers = {
    "CUB/Thrust",   "NCCL",       "RCCL",        "TensorRT",
    "TensorRT-LLM", "FlashInfer", "cuFFT",       "cuRAND",
    "cuSOLVER",     "cuSPARSE",   "cuTENSOR",    "DeepGEMM",
    "Marlin",       "ROCm AITER", "ROCm MIOpen", "ROCm Tensile/hipBLASLt"};
/// Names below which a thread is not worth its start.
constexpr std::size_t kWorthThread = 4'000;

bool isSupplier(std::string_view library)
{
    return isCanonicalLibrary(library) || std::ranges::find(kSuppliers, library) != kSuppliers.end();
}

bool isWordCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '-' ||
           c == '$';
}

/// How a name is spelled that has no namespace.
enum class Spelling : std::uint8_t
{
    Bare,      ///< an identifier and nothing else: generated code, extern "C"
    Function,  ///< of C++, with parameters or template arguments
    Julia,     ///< with types of Julia
    Namespaced ///< tells its owner itself
};

struct SpelledName
{
    Spelling spelling = Spelling::Namespaced;
    std::string_view ending; ///< letters of the last word of its own name
};

/// "cast_bf16_f32" ends in "f", "fused_NT_matmul_kernel_1" in "kernel".
std::string_view endingOf(std::string_view identifier)
{
    while (!identifier.empty() && (isDigit(identifier.back()) || !isWordCharacter(identifier.back()) ||
                                   identifier.back() == '_' || identifier.back() == '.')) {
        identifier.remove_suffix(1);
    }
    std::size_t begin = identifier.size();
    while (begin > 0 && identifier[begin - 1] != '_' && identifier[begin - 1] != '.' && identifier[begin - 1] != '-' &&
           !isDigit(identifier[begin - 1])) {
        --begin;
    }
    return identifier.substr(begin);
}

SpelledName spelledName(std::string_view name)
{
    constexpr std::string_view kVoid = "void ";
    if (name.starts_with(kVoid)) {
        name.remove_prefix(kVoid.size());
    }
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(name, isWordCharacter) - name.begin());
    const std::string_view identifier = name.substr(0, end);
    const std::string_view rest = name.substr(end);
    if (identifier.empty() || (!rest.empty() && rest.front() != '<' && rest.front() != '(')) {
        return {};
    }
    const bool isJulia = rest.contains("CuDeviceArray<") || rest.contains("CompilerMetadata<");
    return {rest.empty() ? Spelling::Bare : isJulia ? Spelling::Julia : Spelling::Function, endingOf(identifier)};
}

std::uint64_t hashOf(const FieldValue &value)
{
    const auto *text = std::get_if<std::string>(&value);
    return text != nullptr && !text->empty() ? std::hash<std::string_view>()(*text) : 0;
}

/// Who the kernels of one spelling are of.
struct Votes
{
    std::map<std::string, std::size_t, std::less<>> kernels; ///< unmistakable ones, by library
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> endings;
    std::size_t total = 0;

    void add(std::string_view library, std::string_view ending)
    {
        ++kernels[std::string(library)];
        endings[std::string(library)].emplace(ending);
        ++total;
    }
    /// The library that has nearly all of them.
    [[nodiscard]] std::optional<std::string_view> owner() const
    {
        const auto most = std::ranges::max_element(kernels, {}, [](const auto &entry) { return entry.second; });
        const bool isClear =
            most != kernels.end() && most->second >= kLeastKernels && most->second * 100 >= total * kLeastPercent;
        return isClear ? std::optional<std::string_view>(most->first) : std::nullopt;
    }
};

std::string reasonOf(std::size_t kernels, std::string_view library)
{
    return std::to_string(kernels) + " other kernels of this run are " + std::string(library) + "'s.";
}

/// The friendly name with its owner in the round brackets at its end, as rules write it.
std::string withLibrary(std::string friendly, std::string_view library)
{
    constexpr std::string_view kNameless = "CUDA kernel";
    if (friendly == kNameless) {
        return std::string(library) + " kernel";
    }
    const std::size_t open = friendly.rfind(" (");
    if (friendly.ends_with(')') && open != std::string::npos) {
        return friendly.insert(open + 2, std::string(library) + ", ");
    }
    return friendly + " (" + std::string(library) + ')';
}
} // namespace

/// What the rules read from one name, as far as its run wants to know.
struct RunEvidence::ReadName
{
    SpelledName spelled;
    std::string_view library;
    bool isUnmistakable = false; ///< its library is no guess, and tells whose the other kernels are
    std::uint64_t friendly = 0;  ///< hash of its friendly name, or 0
};

/// Which names have one friendly name, and what tells them apart, found when somebody looks: a run of 100,000 kernels
/// has thousands of such families, of which few are shown.
class RunEvidence::Tails
{
public:
    /// `friendly` has a hash of each name's friendly name; 0 stands for none.
    Tails(std::vector<std::string_view> names, const std::vector<std::uint64_t> &friendly)
        : m_names(std::move(names)), m_familyOf(m_names.size())
    {
        std::vector<std::uint32_t> order(m_names.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::stable_sort(order, {}, [&](std::uint32_t name) { return friendly[name]; });
        for (auto first = order.begin(); first != order.end();) {
            const auto last = std::find_if(first, order.end(),
                                           [&](std::uint32_t name) { return friendly[name] != friendly[*first]; });
            if (friendly[*first] != 0 && last - first > 1) {
                m_families.emplace_back().names.assign(first, last);
                std::ranges::for_each(first, last, [&](std::uint32_t name) {
                    m_familyOf[name] = static_cast<std::uint32_t>(m_families.size());
                });
            }
            first = last;
        }
    }
    [[nodiscard]] bool isEmpty() const { return m_families.empty(); }

    [[nodiscard]] std::string_view of(std::size_t name) const
    {
        if (m_familyOf[name] == 0) {
            return {};
        }
        Family &family = m_families[m_familyOf[name] - 1U];
        const std::lock_guard lock(m_mutex);
        if (family.tails.empty()) {
            std::vector<std::string_view> rawNames;
            std::ranges::transform(family.names, std::back_inserter(rawNames),
                                   [this](std::uint32_t each) { return m_names[each]; });
            family.tails = nameTails(rawNames);
        }
        const auto place = std::ranges::lower_bound(family.names, static_cast<std::uint32_t>(name));
        return family.tails[static_cast<std::size_t>(place - family.names.begin())];
    }

private:
    struct Family
    {
        std::vector<std::uint32_t> names; ///< sorted
        std::vector<std::string> tails;   ///< of them; empty until asked for
    };

    std::vector<std::string_view> m_names;
    std::vector<std::uint32_t> m_familyOf; ///< by name: number of its family from 1, or 0
    mutable std::mutex m_mutex;
    mutable std::vector<Family> m_families;
};

RunEvidence::RunEvidence() = default;
RunEvidence::RunEvidence(RunEvidence &&other) noexcept = default;
RunEvidence &RunEvidence::operator=(RunEvidence &&other) noexcept = default;
RunEvidence::~RunEvidence() = default;

RunEvidence::Reader::Reader(const RuleSet &rules, std::size_t count)
    : m_rules(rules), m_names(rules.packName() == kSeedPack ? 0 : count)
{
}

RunEvidence::Reader::~Reader() = default;

void RunEvidence::Reader::read(std::size_t number, std::string_view name, std::uint16_t rule)
{
    if (m_names.empty()) {
        return;
    }
    ReadName &read = m_names[number];
    read.spelled = spelledName(name);
    read.library = m_rules.libraryAs(name, rule);
    read.isUnmistakable = read.spelled.spelling != Spelling::Namespaced && !isSupplier(read.library) &&
                          read.library != kUnknownLibrary && !m_rules.isGuess(rule);
    read.friendly = hashOf(m_rules.fieldAs(name, rule, Field::FriendlyName));
}

RunEvidence RunEvidence::Reader::evidence(std::vector<std::string_view> names, std::span<const std::uint16_t> matched)
{
    RunEvidence evidence;
    if (m_names.empty()) {
        return evidence;
    }
    evidence.findOwners(m_names);
    std::vector<std::uint64_t> friendly(m_names.size());
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        friendly[i] = evidence.owner(i) == nullptr
                          ? m_names[i].friendly
                          : hashOf(evidence.addTo(i, Field::FriendlyName,
                                                  m_rules.fieldAs(names[i], matched[i], Field::FriendlyName)));
    }
    auto tails = std::make_unique<const Tails>(std::move(names), friendly);
    if (!tails->isEmpty()) {
        evidence.m_tails = std::move(tails);
    }
    return evidence;
}

RunEvidence RunEvidence::of(const RuleSet &rules, std::vector<std::string_view> names,
                            std::span<const std::uint16_t> matched, std::stop_token stop)
{
    Reader reader(rules, names.size());
    forEachPart(names.size(), kWorthThread, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end && !stop.stop_requested(); ++i) {
            reader.read(i, names[i], matched[i]);
        }
    });
    return stop.stop_requested() ? RunEvidence() : reader.evidence(std::move(names), matched);
}

void RunEvidence::findOwners(std::span<const ReadName> names)
{
    std::array<Votes, 3> votes;
    for (const ReadName &name : names) {
        if (name.isUnmistakable) {
            votes[static_cast<std::size_t>(name.spelled.spelling)].add(name.library, name.spelled.ending);
        }
    }
    std::array<std::uint16_t, 3> numbers{};
    for (std::size_t i = 0; i < votes.size(); ++i) {
        if (const auto library = votes[i].owner()) {
            m_owners.push_back({std::string(*library), votes[i].kernels.find(*library)->second});
            numbers[i] = static_cast<std::uint16_t>(m_owners.size());
        }
    }
    if (m_owners.empty()) {
        return;
    }
    m_ownerOf.resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const SpelledName &name = names[i].spelled;
        if (name.spelling == Spelling::Namespaced || names[i].library != kUnknownLibrary) {
            continue;
        }
        const auto spelling = static_cast<std::size_t>(name.spelling);
        const bool isAlike =
            numbers[spelling] > 0 &&
            votes[spelling].endings.find(m_owners[numbers[spelling] - 1].library)->second.contains(name.ending);
        m_ownerOf[i] = isAlike ? numbers[spelling] : std::uint16_t{0};
    }
}

const RunEvidence::Owner *RunEvidence::owner(std::size_t name) const
{
    const std::uint16_t number = m_ownerOf.empty() ? std::uint16_t{0} : m_ownerOf[name];
    return number == 0 ? nullptr : &m_owners[number - 1U];
}

std::string_view RunEvidence::library(std::size_t name) const
{
    const Owner *found = owner(name);
    return found != nullptr ? std::string_view(found->library) : std::string_view();
}

std::string_view RunEvidence::tail(std::size_t name) const
{
    return m_tails ? m_tails->of(name) : std::string_view();
}

FieldValue RunEvidence::addTo(std::size_t name, Field field, FieldValue alone) const
{
    const Owner *found = owner(name);
    if (field == Field::SourceLib) {
        return found != nullptr ? FieldValue(found->library) : std::move(alone);
    }
    auto *text = std::get_if<std::string>(&alone);
    if (field != Field::FriendlyName || text == nullptr) {
        return alone;
    }
    std::string friendly = found != nullptr ? withLibrary(std::move(*text), found->library) : std::move(*text);
    if (const std::string_view what = tail(name); !what.empty()) {
        friendly.append(" [").append(what) += ']';
    }
    return friendly;
}

void RunEvidence::addTo(std::size_t name, Reading &reading) const
{
    for (const Field field : {Field::FriendlyName, Field::SourceLib}) {
        reading.info[field] = addTo(name, field, std::move(reading.info[field]));
    }
    if (const Owner *found = owner(name)) {
        const std::string reason = reasonOf(found->kernels, found->library);
        reading.reason = reading.reason.empty() ? reason : reading.reason + ' ' + reason;
        reading.confidence = Confidence::Likely;
        reading.evidence[static_cast<std::size_t>(Field::SourceLib)].clear(); // it is not in the name
    }
}

} // namespace atlas
