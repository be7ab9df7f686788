#pragma once

#include "core/review/memory.h"

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace atlas::ui
{

/// What could be taken for the kernel in hand, numbered: a click or the number takes it.
class OfferList : public QWidget
{
    Q_OBJECT

public:
    explicit OfferList(QWidget *parent = nullptr);

    /// `rawName` is the kernel's own; the names of similar ones are compared with it.
    void setOffers(std::vector<Offer> offers, std::string_view rawName);

Q_SIGNALS:
    /// From 1.
    void taken(int number);

private:
    QVBoxLayout *m_lines;
};

} // namespace atlas::ui
