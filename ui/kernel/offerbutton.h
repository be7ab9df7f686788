#pragma once

#include <QToolButton>

namespace atlas::ui
{

/// One offer on a line: the number that takes it, where it is from as a badge, and the values, cut to the room there
/// is.
class OfferButton : public QToolButton
{
    Q_OBJECT

public:
    OfferButton(int number, const QString &source, const QString &values, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont badgeFont() const;
    [[nodiscard]] int badgeWidth() const;
    [[nodiscard]] int valuesLeft() const;

    QString m_number;
    QString m_source;
    QString m_values;
};

} // namespace atlas::ui
