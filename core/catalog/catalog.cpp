#include "core/catalog/catalog.h"

#include "core/catalog/catalogreader.h"

namespace atlas
{

Result<Catalog> Catalog::read(std::string text, std::string fileName)
{
    return CatalogReader(std::move(text), std::move(fileName)).read();
}

Catalog Catalog::empty(std::string fileName)
{
    Catalog catalog;
    catalog.m_fileName = std::move(fileName);
    return catalog;
}

const CatalogEntry *Catalog::find(std::string_view rawName) const
{
    const auto found = m_byName.find(std::string(rawName));
    return found == m_byName.end() ? nullptr : &m_entries[found->second];
}

} // namespace atlas
