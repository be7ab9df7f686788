// A review session that ends where it is told to: crashsession FOLDER SEED. Says "<n>" when step n is done.
#include "core/catalog/catalogfile.h"
#include "core/review/journal.h"
#include "tests/core/review/crashscript.h"
#include "tests/support/crashpoints.h"

#include <cstdlib>
#include <filesystem>

using namespace atlas;
using namespace atlas::test;

int main(int, char **argv)
{
    const std::filesystem::path folder = argv[1];
    const std::filesystem::path path = folder / "kernels.yaml";
    ReviewDocument document(std::make_shared<const Catalog>(openCatalog(path).value()), openReviewFile(path).value());
    auto journal = Journal::start(folder / "journal", path, document);
    if (!journal) {
        confirm(journal.error().message.c_str());
        return 1;
    }
    bool hasFailed = false;
    keepJournal(document, **journal, [&](const Error &error) {
        confirm(error.message.c_str());
        hasFailed = true;
    });
    const std::vector<CrashStep> script = crashScript(static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10)));
    for (std::size_t i = 0; i < script.size(); ++i) {
        if (script[i].kind == CrashStep::Kind::Save) {
            const Publication publication = planPublication(document, {}, path).value();
            const Result<void> saved =
                publishWithJournal(publication, document, document.history().index(), path, **journal);
            hasFailed = hasFailed || !saved;
            if (!saved) {
                confirm(saved.error().message.c_str());
            }
        } else {
            perform(document, script[i], i);
            hasFailed = hasFailed || !(*journal)->flush();
        }
        if (hasFailed) {
            return 1;
        }
        confirm(std::to_string(i + 1).c_str());
    }
    confirm(("points " + std::to_string(crashPointsPassed())).c_str());
    return 0;
}
