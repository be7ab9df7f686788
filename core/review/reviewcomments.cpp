#include "core/review/reviewcomments.h"

#include "core/base/text.h"
#include "core/catalog/catalogblocks.h"
#include "core/review/reviewfile.h"

#include <algorithm>
#include <iterator>

namespace atlas
{

namespace
{
constexpr std::string_view kBlanks = " \t";

std::size_t lineBeginOf(std::string_view text, std::size_t offset)
{
    const std::size_t lineBreak = offset == 0 ? std::string_view::npos : text.find_last_of("\r\n", offset - 1);
    return lineBreak == std::string_view::npos ? 0 : lineBreak + 1;
}

/// What stands on the line of `offset` before it, the dash of an item aside.
bool isAloneOnLine(std::string_view text, std::size_t offset)
{
    const std::size_t begin = lineBeginOf(text, offset);
    std::string_view before = trimmed(text.substr(begin, offset - begin));
    return before.empty() || before == "-" || before == "---";
}

ReviewComments &commentsOfPlace(const ReviewKeyPlace &place, ReviewFile &file)
{
    return place.entry && *place.entry < file.entries.size() ? file.entries[*place.entry].comments : file.comments;
}

void assign(std::string_view text, const FoundComment &comment, const std::vector<ReviewKeyPlace> &places,
            ReviewFile &file)
{
    const auto next = std::ranges::upper_bound(places, comment.offset, {}, &ReviewKeyPlace::offset);
    const ReviewKeyPlace *before = next == places.begin() ? nullptr : &*std::prev(next);
    const std::size_t lineBegin = lineBeginOf(text, comment.offset);
    std::string written(trimmed(comment.text));
    if (before != nullptr && before->offset >= lineBegin && !isAloneOnLine(text, comment.offset)) {
        commentsOfPlace(*before, file).lines.push_back({before->key, std::move(written), true});
        return;
    }
    const bool isSameBlock = before != nullptr && next != places.end() && before->entry == next->entry;
    const bool isInBlock = before != nullptr && before->entry && comment.offset - lineBegin > before->dashColumn;
    if (isInBlock && !isSameBlock) {
        commentsOfPlace(*before, file).lines.push_back({{}, std::move(written)});
    } else if (next != places.end()) {
        commentsOfPlace(*next, file).lines.push_back({next->key, std::move(written)});
    } else {
        file.comments.lines.push_back({{}, std::move(written)});
    }
}

std::vector<std::string_view> sortedTexts(const ReviewComments &comments)
{
    std::vector<std::string_view> texts;
    std::ranges::transform(comments.lines, std::back_inserter(texts), &ReviewComment::text);
    std::ranges::sort(texts);
    return texts;
}
} // namespace

bool operator==(const ReviewComments &one, const ReviewComments &other)
{
    return one.lines.size() == other.lines.size() && sortedTexts(one) == sortedTexts(other);
}

bool ReviewComments::contains(std::string_view text) const
{
    return std::ranges::contains(lines, text, &ReviewComment::text);
}

bool mayHaveComments(std::string_view text)
{
    for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
        const bool mayBegin = at == 0 || std::string_view(" \t\r\n").contains(text[at - 1]) ||
                              static_cast<unsigned char>(text[at - 1]) >= 0x80; // a byte order mark, a break of Unicode
        if (mayBegin && !text.substr(at).starts_with(kReviewFileHeading)) {
            return true;
        }
    }
    return false;
}

std::size_t indentAt(std::string_view text, std::size_t offset)
{
    const std::size_t begin = lineBeginOf(text, offset);
    return std::min(text.find_first_not_of(kBlanks, begin), text.size()) - begin;
}

void assignComments(std::string_view text, const std::vector<ReviewKeyPlace> &places, ReviewFile &file)
{
    for (const FoundComment &comment : commentsIn(text, 0, text.size())) {
        if (trimmed(comment.text) != kReviewFileHeading) {
            assign(text, comment, places, file);
        }
    }
}

ReviewComments mergeComments(const ReviewComments &base, const ReviewComments &ours, const ReviewComments &theirs)
{
    ReviewComments merged;
    for (const ReviewComment &comment : theirs.lines) {
        if (ours.contains(comment.text) || !base.contains(comment.text)) {
            merged.lines.push_back(comment);
        }
    }
    for (const ReviewComment &comment : ours.lines) {
        if (!theirs.contains(comment.text) && !base.contains(comment.text)) {
            merged.lines.push_back(comment);
        }
    }
    return merged;
}

CommentedKeys::CommentedKeys(std::string &out, const ReviewComments &comments, std::string_view indent)
    : m_out(out), m_comments(comments), m_indent(indent), m_isPrinted(comments.lines.size(), false)
{
}

void CommentedKeys::begin(std::string_view key, std::string_view indent)
{
    for (std::size_t i = 0; i < m_isPrinted.size(); ++i) {
        if (!m_isPrinted[i] && !m_comments.lines[i].isBehind && m_comments.lines[i].key == key) {
            print(i, indent);
        }
    }
}

void CommentedKeys::endLine(std::string_view key)
{
    for (std::size_t i = 0; i < m_isPrinted.size(); ++i) {
        const ReviewComment &comment = m_comments.lines[i];
        if (!m_isPrinted[i] && comment.isBehind && comment.key == key) {
            m_out.append("  ").append(comment.text);
            m_isPrinted[i] = true;
            break; // a line holds one
        }
    }
    m_out += '\n';
}

void CommentedKeys::finish()
{
    for (std::size_t i = 0; i < m_isPrinted.size(); ++i) {
        if (!m_isPrinted[i]) {
            print(i, m_indent);
        }
    }
}

void CommentedKeys::print(std::size_t comment, std::string_view indent)
{
    m_out.append(indent).append(m_comments.lines[comment].text) += '\n';
    m_isPrinted[comment] = true;
}

} // namespace atlas
