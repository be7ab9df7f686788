#pragma once

#include "core/review/reviewdocument.h"

#include <QWidget>

namespace atlas::ui
{

/// A small rounded badge with the word for who said a value. It is not a control and does not look like one when
/// pointed at.
class OriginBadge : public QWidget
{
    Q_OBJECT

public:
    explicit OriginBadge(QWidget *parent = nullptr);

    void setOrigin(Origin origin);
    [[nodiscard]] Origin origin() const { return m_origin; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont badgeFont() const;

    Origin m_origin = Origin::Rule;
};

} // namespace atlas::ui
