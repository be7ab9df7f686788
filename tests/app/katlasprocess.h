#pragma once

#include "tests/support/testpaths.h"

#include <QProcess>

/// katlas as a process, for the tests of this folder.
namespace atlas::test
{

struct Outcome
{
    int exitCode = -1; ///< -1: it did not end by itself
    QByteArray output;
    QByteArray errors;
};

/// The environment that katlas gets: none of the tester's own packs.
inline QProcessEnvironment katlasEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CONFIG_HOME", "/nonexistent");
    return environment;
}

inline Outcome outcomeOf(QProcess &process)
{
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit) {
        return {-1, {}, "did not end normally: " + process.readAllStandardError()};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// `variables`: NAME=VALUE each.
inline Outcome runProgram(const QString &program, const QStringList &arguments, const QStringList &variables = {},
                          const QString &folder = {})
{
    QProcess process;
    QProcessEnvironment environment = katlasEnvironment();
    for (const QString &variable : variables) {
        environment.insert(variable.section('=', 0, 0), variable.section('=', 1));
    }
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.closeWriteChannel();
    return outcomeOf(process);
}

inline QString in(const ScratchDir &dir, const char *name)
{
    return QString::fromStdString((dir.path() / name).string());
}

} // namespace atlas::test
