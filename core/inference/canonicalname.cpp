#include "core/inference/canonicalname.h"

#include "core/base/character.h"
#include "core/inference/kernelname.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <format>
#include <memory>
#include <vector>

namespace atlas
{

namespace
{
/// What only this build or this profiler has in a name: where `literal` is, what `expression` matches becomes
/// `rewrite`.
struct VolatilePart
{
    std::string_view literal;
    const char *expression;
    const char *rewrite;
    bool everywhere = false;
};

/// Literals as nvprof writes them (int=4); then by compiler: TorchInductor, Myelin (module and kernel number; hash),
/// PyTorch's anonymous namespaces by nvcc, Numba, Julia (serials, lines), XLA, NVIDIA Warp, Taichi, IREE, NVHPC
/// (OpenMP, OpenACC), lambdas of C++.
constexpr std::array kVolatileParts = {
    VolatilePart{"=", R"(\b(?:unsigned )?(?:int|long|short|char)=([0-9]))", R"(\1)", true},
    VolatilePart{"triton_", R"(^(triton_\w*?[a-z]\w*?)_[0-9]+$)", R"(\1)"},
    VolatilePart{"_myl", R"(_myl[0-9]+_[0-9]+$)", ""},
    VolatilePart{"_0x", R"(_0x[0-9a-f]{6,})", ""},
    VolatilePart{"__mye", R"(^__mye[0-9]+)", "__mye"},
    VolatilePart{"_GLOBAL__N__", R"(_GLOBAL__N__\w*)", "<unnamed>", true},
    VolatilePart{"[abi:", R"(\[abi:[^\]]*\])", "", true},
    VolatilePart{"$", R"(\$[0-9]+)", "", true},
    VolatilePart{"_jl_L", R"(_jl_L[0-9]+)", "_jl_L", true},
    VolatilePart{"julia_", R"(^(julia_\w*?)_+[0-9]+$)", R"(\1)"},
    VolatilePart{"ptxcall_", R"(^(ptxcall_\w*?)_+[0-9]+$)", R"(\1)"},
    VolatilePart{"fusion", R"(^([\w]*fusion[a-z_]*?)(?:[._][0-9]+)+$)", R"(\1)"},
    VolatilePart{"wrapped_", R"(^(wrapped_[a-z_]*?)(?:[._][0-9]+)+$)", R"(\1)"},
    VolatilePart{"-", R"(^([a-z-]+)(?:\.[0-9]+)+$)", R"(\1)"},
    VolatilePart{"_cuda_kernel_", R"(_[0-9a-f]{8}_cuda_kernel_)", "_cuda_kernel_"},
    VolatilePart{"_kernel_", R"(_c[0-9]+_[0-9]+(_(?:grad_)?kernel_[0-9]+_))", R"(_c\1)"},
    VolatilePart{"_dispatch_", R"(_dispatch_[0-9]+)", "_dispatch"},
    VolatilePart{"nvkernel_", R"(_F[0-9]+L[0-9]+_[0-9]+)", ""},
    VolatilePart{"_gpu", R"(_[0-9]+_gpu(__red)?$)", R"(_gpu\1)"},
    VolatilePart{"[lambda", R"(\[lambda(\([^)]*\))?#[0-9]+\])", R"([lambda\1])", true},
};

const RE2 &expressionOf(std::size_t part)
{
    static const auto kExpressions = [] {
        std::array<std::unique_ptr<RE2>, kVolatileParts.size()> compiled;
        for (std::size_t i = 0; i < compiled.size(); ++i) {
            compiled[i] = std::make_unique<RE2>(kVolatileParts[i].expression);
        }
        return compiled;
    }();
    return *kExpressions[part];
}

void dropVolatileParts(std::string &name)
{
    for (std::size_t i = 0; i < kVolatileParts.size(); ++i) {
        const VolatilePart &part = kVolatileParts[i];
        if (!name.contains(part.literal)) {
            continue;
        }
        if (part.everywhere) {
            RE2::GlobalReplace(&name, expressionOf(i), part.rewrite);
        } else {
            RE2::Replace(&name, expressionOf(i), part.rewrite);
        }
    }
}

/// TVM numbers the operations that a kernel was fused of: "fused_dequantize3_NT_matmul12_kernel". Numbers that make a
/// type (float16) stay, as does what tells the kernels of one function apart ("_kernel_2").
void dropNumbersOfTvm(std::string &name)
{
    static const RE2 kTvm(R"(^fused_\w+_kernel(?:_[0-9]+)?$)");
    static constexpr std::array<std::string_view, 10> kTypes = {"float", "bfloat", "int", "uint", "fp",
                                                                "bf",    "f",      "i",   "u",    "e"};
    if (!name.starts_with("fused_") || !RE2::FullMatch(name, kTvm)) {
        return;
    }
    std::string kept;
    std::size_t word = 0; // where the word at the end of `kept` begins
    for (std::size_t i = 0; i < name.size(); ++i) {
        std::size_t end = i;
        while (end < name.size() && isDigit(name[end])) {
            ++end;
        }
        const bool isNumber = end > i && i > 0 && name[i - 1] != '_' && end < name.size() && name[end] == '_';
        if (isNumber && std::ranges::find(kTypes, std::string_view(kept).substr(word)) == kTypes.end()) {
            i = end - 1;
            continue;
        }
        kept += name[i];
        word = name[i] == '_' ? kept.size() : word;
    }
    name = std::move(kept);
}

bool isWordCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// One pass over template arguments: parameter lists and return types inside them go, "const T" becomes "T const", and
/// of blanks only those between words stay. Depth costs memory of its own, no stack.
class ArgumentCleaner
{
public:
    explicit ArgumentCleaner(std::string_view text) : m_text(text), m_closing(text.size(), text.size())
    {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '(') {
                open.push_back(i);
            } else if (text[i] == ')' && !open.empty()) {
                m_closing[open.back()] = i;
                open.pop_back();
            }
        }
        m_open.emplace_back();
    }

    std::string clean()
    {
        while (m_at < m_text.size()) {
            take(m_text[m_at]);
        }
        while (m_open.size() > 1) {
            close();
        }
        return m_open.back().done + finished(m_open.back());
    }

private:
    /// An argument that is being read; nested ones are on top of it.
    struct Argument
    {
        std::string done;          ///< the arguments before it
        std::string text;          ///< so far, without blanks that separate nothing
        std::size_t lastBlank = 0; ///< behind the last blank of `text` that stands between words; 0: none
        bool hadParameters = false;
        char closing = '\0';
    };

    void take(char c)
    {
        switch (c) {
        case '<':
        case '[':
            return open(c);
        case '(':
            return bracket();
        case '>':
        case ']':
        case ')':
            return m_open.size() > 1 && m_open.back().closing == c ? close() : put(c);
        case ',':
            m_open.back().done += finished(m_open.back()) + ',';
            restart(m_open.back());
            break;
        case ' ':
            blank();
            break;
        default:
            put(c);
            return;
        }
        ++m_at;
    }

    void put(char c)
    {
        m_open.back().text += c;
        ++m_at;
    }

    static void restart(Argument &argument)
    {
        argument.text.clear();
        argument.lastBlank = 0;
        argument.hadParameters = false;
    }

    void blank()
    {
        Argument &argument = m_open.back();
        const std::string_view rest = m_text.substr(m_at + 1);
        if (argument.hadParameters && rest.starts_with("const") && (rest.size() == 5 || !isWordCharacter(rest[5]))) {
            m_at += 5; // a member function that changes nothing
            return;
        }
        const bool separates =
            !argument.text.empty() && !rest.empty() &&
            (isWordCharacter(argument.text.back()) || argument.text.back() == '>' || argument.text.back() == ']') &&
            (isWordCharacter(rest.front()) || rest.front() == '<' || rest.front() == ':');
        if (separates) {
            argument.text += ' ';
            argument.lastBlank = argument.text.size();
        }
    }

    void open(char c)
    {
        m_open.emplace_back();
        m_open.back().closing = c == '<' ? '>' : c == '[' ? ']' : ')';
        ++m_at;
    }

    void close()
    {
        Argument inner = std::move(m_open.back());
        m_open.pop_back();
        std::string text = std::move(inner.done) + finished(inner);
        const char opening = inner.closing == '>' ? '<' : inner.closing == ']' ? '[' : '(';
        Argument &outer = m_open.back();
        if (inner.closing == ')' && outer.text.ends_with('&')) { // &(f(float)) is &f
            outer.text += text;
        } else {
            (outer.text += opening).append(text) += inner.closing;
        }
        ++m_at;
    }

    void bracket()
    {
        Argument &argument = m_open.back();
        const std::size_t end = m_closing[m_at];
        const std::string_view inside = m_text.substr(m_at + 1, end - m_at - 1);
        const char next = end + 1 < m_text.size() ? m_text[end + 1] : '\0';
        if (argument.text.ends_with('&')) {
            return open('(');
        }
        const bool isOperator = inside.empty() && argument.text.ends_with("operator");
        const bool isCast = isWordCharacter(next) || (next == '-' && !inside.empty());
        if (isOperator || isCast || argument.text == "lambda") {
            argument.text.append("(").append(inside) += ')';
        } else {
            argument.hadParameters = true;
        }
        m_at = end + 1;
    }

    /// The argument without the return type of a function, and with const behind what it is said of.
    static std::string finished(const Argument &argument)
    {
        std::string text = argument.hadParameters ? argument.text.substr(argument.lastBlank) : argument.text;
        constexpr std::string_view kConst = "const ";
        if (text.starts_with(kConst)) {
            const std::size_t end = std::min(text.find_last_not_of("*&") + 1, text.size());
            text = text.substr(kConst.size(), end - kConst.size()) + " const" + text.substr(end);
        }
        return text;
    }

    std::string_view m_text;
    std::vector<std::size_t> m_closing; ///< by where a round bracket opens: where it closes, or the end of the text
    std::size_t m_at = 0;
    std::vector<Argument> m_open;
};

/// What rocprof and others put behind a name: the kernel descriptor, a clone, the number of a launch.
std::string_view withoutSuffix(std::string_view raw)
{
    static constexpr std::array<std::string_view, 3> kSuffixes = {" [clone .kd]", " (.kd)", ".kd"};
    for (const std::string_view suffix : kSuffixes) {
        if (raw.ends_with(suffix)) {
            return raw.substr(0, raw.size() - suffix.size());
        }
    }
    return raw;
}

/// nvprof writes `bool=1` where others write `true`; a name's parts are told without the type before "=".
std::string withSpelledBooleans(std::string_view raw)
{
    std::string text(raw);
    for (const auto &[literal, word] : {std::pair("bool=1", "true"), std::pair("bool=0", "false")}) {
        for (std::size_t at = text.find(literal); at != std::string::npos; at = text.find(literal, at)) {
            text.replace(at, std::string_view(literal).size(), word);
        }
    }
    return text;
}

/// Parameters tell instances apart in languages without template arguments: Numba's arrays, Julia's device arrays.
bool keepsParameters(const KernelName &name)
{
    const std::string_view parameters = name.text(NamePart::Parameters);
    return name.text(NamePart::Arguments).empty() &&
           (parameters.starts_with("Array<") || parameters.contains("CuDeviceArray<") ||
            parameters.contains("CompilerMetadata<"));
}
} // namespace

std::string canonicalName(std::string_view rawName)
{
    KernelName name;
    const std::string spelled = withSpelledBooleans(withoutSuffix(rawName));
    name.assign(spelled);
    if (name.isTruncated()) {
        return {};
    }
    std::string canonical = ArgumentCleaner(name.text(NamePart::Function)).clean();
    if (const std::string_view arguments = name.text(NamePart::Arguments); !arguments.empty()) {
        canonical.append("<").append(ArgumentCleaner(arguments).clean()) += '>';
    }
    if (keepsParameters(name)) {
        canonical.append("(").append(ArgumentCleaner(name.text(NamePart::Parameters)).clean()) += ')';
    }
    dropVolatileParts(canonical);
    dropNumbersOfTvm(canonical);
    return canonical;
}

std::uint64_t canonicalHash(std::string_view rawName)
{
    const std::string canonical = canonicalName(rawName);
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : canonical.empty() ? rawName : std::string_view(canonical)) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    // FNV leaves the last letters in the low bits; the first digits shall tell them too (MurmurHash3's last step).
    hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdU;
    hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53U;
    return hash ^ (hash >> 33U);
}

std::string canonicalDigits(std::string_view rawName, std::size_t digits)
{
    return std::format("{:016x}", canonicalHash(rawName)).substr(0, digits);
}

} // namespace atlas
