#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

struct ReviewFile;

/// A comment that a person wrote into a review file.
struct ReviewComment
{
    std::string key;  ///< that it stands above or behind, as printed; empty: behind everything of its block or file
    std::string text; ///< from the "#" to the end of its line
    bool isBehind = false;
};

/// The comments of a block, or of the file outside its blocks, in their order.
struct ReviewComments
{
    std::vector<ReviewComment> lines = {};

    /// Whether both say the same, wherever in the block.
    friend bool operator==(const ReviewComments &one, const ReviewComments &other);
    [[nodiscard]] bool contains(std::string_view text) const;
};

/// Where a key begins in the text of a review file.
struct ReviewKeyPlace
{
    std::size_t offset = 0;
    std::optional<std::size_t> entry = {}; ///< index of the block; nothing for a key of the file
    std::string key = {};
    std::size_t dashColumn = 0; ///< of the block
};

/// Whether reading `text` has to look for comments: it has a "#" where one may begin, our own heading aside.
[[nodiscard]] bool mayHaveComments(std::string_view text);

/// Bytes before the first character that is no blank, of the line that `offset` is on.
[[nodiscard]] std::size_t indentAt(std::string_view text, std::size_t offset);

/// Gives the comments of `text` (YAML) to the blocks of `file` that they stand in or above. `places`: every key of the
/// file and its blocks, in their order.
void assignComments(std::string_view text, const std::vector<ReviewKeyPlace> &places, ReviewFile &file);

/// What a merge of comments makes: those of both sides without what either took away.
[[nodiscard]] ReviewComments mergeComments(const ReviewComments &base, const ReviewComments &ours,
                                           const ReviewComments &theirs);

/// Prints keys one by one with the comments that go with them.
class CommentedKeys
{
public:
    /// Keeps views; `indent` is that of comments within.
    CommentedKeys(std::string &out, const ReviewComments &comments, std::string_view indent);

    /// Before the line of `key` is begun; `indent` of the comments above it.
    void begin(std::string_view key, std::string_view indent);
    void begin(std::string_view key) { begin(key, m_indent); }
    /// After the first line of `key` was printed, without its line break, which this adds.
    void endLine(std::string_view key);
    /// What is left: comments behind everything, or of keys that were not printed.
    void finish();

private:
    void print(std::size_t comment, std::string_view indent);

    std::string &m_out;
    const ReviewComments &m_comments;
    std::string_view m_indent;
    std::vector<bool> m_isPrinted;
};

} // namespace atlas
