#include "tests/ui/windowfixture.h"
#include "ui/session/runloadjob.h"
#include "ui/session/runsession.h"

#include <QSignalSpy>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

class RunSessionTest : public QObject
{
    Q_OBJECT

private:
    test::ScratchDir m_scratch;

private Q_SLOTS:
    void onlyTheLatestTaskCounts()
    {
        std::counting_semaphore<2> gate(0);
        QList<int> results;
        LatestTask<int> task;
        task.start(
            [&gate](const std::stop_token &) {
                gate.acquire();
                return 1;
            },
            [&](int result) { results += result; });
        task.start(
            [&gate](const std::stop_token &) {
                gate.acquire();
                return 2;
            },
            [&](int result) { results += result; });
        QVERIFY(task.isRunning());
        gate.release(2);
        QVERIFY(test::eventually([&] { return results == QList<int>{2}; }));
        QVERIFY(!task.isRunning());
    }
    void cancelledWorkIsToldAndDropped()
    {
        bool delivered = false;
        std::atomic<bool> told = false;
        {
            LatestTask<int> task;
            task.start(
                [&told](const std::stop_token &stop) {
                    while (!stop.stop_requested()) {
                        std::this_thread::yield();
                    }
                    told = true;
                    return 0;
                },
                [&](int) { delivered = true; });
        } // stops and waits
        QVERIFY(told);
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }
    void loadsWithProgress()
    {
        RunLoadJob job;
        QSignalSpy progress(&job, &RunLoadJob::progressed);
        QSignalSpy loaded(&job, &RunLoadJob::loaded);
        job.start({test::sampleRun(), {}, {.userRules = false}});
        QVERIFY(loaded.wait(30'000));
        QVERIFY(progress.size() > 1);
        double last = 0;
        for (const auto &call : progress) {
            QVERIFY(call[0].toDouble() >= last && call[0].toDouble() <= 1.0);
            last = call[0].toDouble();
        }
    }
    void cancelledLoadingSaysNothing()
    {
        RunLoadJob job;
        QSignalSpy loaded(&job, &RunLoadJob::loaded);
        QSignalSpy failed(&job, &RunLoadJob::failed);
        job.start({test::sampleRun(), {}, {.userRules = false}});
        job.cancel();
        job.start({m_scratch.path() / "nothing here", {}, {.userRules = false}});
        QVERIFY(failed.wait(30'000));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(loaded.size(), 0);
        QVERIFY(failed[0][0].toString().contains(u"nothing here"_s));
    }
    void anotherCatalogKeepsWhatWasSet()
    {
        auto loaded = test::load(test::writeRun(m_scratch, "run", {"void f<u>(int)", "void g(int)"}));
        QVERIFY(loaded);
        RunSession session(loaded);
        const EntryId first = session.document().entryOf({0});
        QVERIFY(session.setField(first, Field::FriendlyName, std::string("mine")));
        const auto path = m_scratch.write(
            "kernels.yaml",
            "- raw_name: \"void g(int)\"\n  friendly_name: \"theirs\"\n  source_lib: CUDA\n"
            "  data_shape:\n    generic: null\n    fixed: null\n    tiled: null\n  description: \"d\"\n");
        const auto catalog = readCheckedCatalog(path);
        QVERIFY(catalog.has_value());
        session.goTo(session.planGoing(*catalog, path), {}, *catalog, path);
        const auto name = [&session](std::uint32_t kernel) {
            return session.document().info(session.document().entryOf({kernel})).text(Field::FriendlyName);
        };
        QCOMPARE(name(0), std::string("mine"));
        QCOMPARE(name(1), std::string("theirs"));
        QVERIFY(session.document().isModified());
        session.undo();
        QVERIFY(name(0) != "mine");
    }
    void settingsRemember()
    {
        const QString file = QString::fromStdString((m_scratch.path() / "settings.ini").string());
        const QString run = QString::fromStdString(m_scratch.path().string());
        {
            Settings settings(file);
            QCOMPARE(settings.theme(), ThemeChoice::System);
            settings.setTheme(ThemeChoice::Dark);
            settings.addRecentRun(u"/gone/away"_s);
            settings.addRecentRun(run);
            settings.addRecentRun(run);
        }
        Settings settings(file);
        QCOMPARE(settings.theme(), ThemeChoice::Dark);
        QCOMPARE(settings.recentRuns(), QStringList{run}); // without what is gone
    }
};

QTEST_MAIN(RunSessionTest)
#include "tst_runsession.moc"
