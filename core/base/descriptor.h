#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string_view>
#include <utility>

#include <unistd.h>

/// What the files of this folder share: descriptors and the words for what the system refuses.
namespace atlas
{

/// Closes a file descriptor when it goes out of scope.
class Descriptor
{
public:
    explicit Descriptor(int value) : m_value(value) {}
    Descriptor(Descriptor &&other) noexcept : m_value(other.release()) {}
    Descriptor &operator=(Descriptor &&) = delete;
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] int get() const { return m_value; }
    [[nodiscard]] bool isOpen() const { return m_value >= 0; }
    int release() { return std::exchange(m_value, -1); }
    void close()
    {
        if (m_value >= 0) {
            ::close(std::exchange(m_value, -1));
        }
    }

private:
    int m_value;
};

/// "cannot <what>: <why, and what to do>" for `error` of errno.
[[nodiscard]] std::unexpected<Error> cannot(const char *what, const std::filesystem::path &path, int error);

/// Writes all of `bytes`; `path` is for the message.
[[nodiscard]] Result<void> writeAll(int descriptor, std::string_view bytes, const std::filesystem::path &path);

} // namespace atlas
