#pragma once

#include "tests/support/testpaths.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/session/settings.h"

#include <QTest>

#include <memory>

namespace atlas::test
{

/// A run folder with one combined table of these kernels; times fall from row to row.
std::filesystem::path writeRun(const ScratchDir &scratch, const std::filesystem::path &relative,
                               const std::vector<std::string> &names);

/// What loading `path` gives, on this thread's event loop; null when it failed.
std::shared_ptr<ui::LoadedRun> load(const std::filesystem::path &path, const std::filesystem::path &catalog = {});

/// Runs the event loop until `holds`; false when it never does.
template<class Predicate>
[[nodiscard]] bool eventually(Predicate holds)
{
    constexpr int kPatienceMs = 30'000;
    return QTest::qWaitFor(holds, kPatienceMs);
}

/// Clicks the button whose text holds `words` in the next message box.
void answer(const QString &words);

/// A shown window with settings of its own.
class WindowFixture
{
public:
    WindowFixture();

    [[nodiscard]] ui::MainWindow &window() { return *m_window; }
    [[nodiscard]] ui::Settings &settings() { return m_settings; }
    [[nodiscard]] const ScratchDir &scratch() const { return m_scratch; }
    /// Ends the window as a killed process would.
    void end() { m_window.reset(); }
    /// The same, and begins a new one with the same settings.
    void restart();
    /// Opens and waits; false when it failed.
    bool open(const std::filesystem::path &path, const std::filesystem::path &catalog = {});
    [[nodiscard]] ui::RunPage &page();
    /// Publishes through the dialog to `path`, as a person does; false when it came to nothing.
    bool publishTo(const std::filesystem::path &path);
    /// The child with this object name; fails the test when there is none.
    template<class T>
    T &child(const char *name)
    {
        T *found = m_window->findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr) {
            qFatal("no %s in the window", name);
        }
        return *found;
    }

private:
    void show();

    ScratchDir m_scratch;
    ui::Settings m_settings;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace atlas::test
