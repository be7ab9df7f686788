#include "core/desk/publishing.h"

#include "core/catalog/linepatches.h"

namespace atlas
{

bool isSamePlace(const std::filesystem::path &a, const std::filesystem::path &b)
{
    if (a.empty() || b.empty()) {
        return a == b;
    }
    std::error_code error;
    const auto placeOf = [&error](const std::filesystem::path &path) {
        const std::filesystem::path place = std::filesystem::weakly_canonical(std::filesystem::absolute(path), error);
        return error ? path : place;
    };
    return placeOf(a) == placeOf(b);
}

TargetKind targetKind(const std::filesystem::path &target, const std::filesystem::path &open)
{
    std::error_code error;
    if (!open.empty() && isSamePlace(target, open)) {
        return TargetKind::Open;
    }
    if (std::filesystem::exists(target, error)) {
        return TargetKind::Other;
    }
    return open.empty() ? TargetKind::New : TargetKind::Copy;
}

Result<PlannedMove> planMove(const ReviewDocument &document, const CheckedCatalog &catalog,
                             const std::filesystem::path &path, const PublicationOptions &options,
                             std::span<const MergeSide> sides)
{
    if (catalog.conflicts) {
        return failure("the file has conflict markers of git; open it as catalog first and decide them",
                       {path.string()});
    }
    PlannedMove move;
    move.plan = planRebase(document, rebaseTarget(catalog, true));
    auto there = std::make_shared<ReviewDocument>(*document.snapshot());
    applyRebase(*there, move.plan, sides);
    Result<Publication> publication = planPublication(*there, options, path);
    if (!publication) {
        return std::unexpected(publication.error());
    }
    move.publication = std::move(*publication);
    move.document = std::move(there);
    return move;
}

std::string publicationDiff(const Publication &publication, const std::string &onDisk, const std::string &fileName)
{
    return unifiedDiff(onDisk, linePatches(onDisk, publication.result->text()), fileName);
}

} // namespace atlas
