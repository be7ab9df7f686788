#pragma once

#include <QToolButton>

namespace atlas::ui
{

/// A filter that is on, as a button that takes it off: "Op: gemm ✕", cut to the room there is.
class FilterChip : public QToolButton
{
    Q_OBJECT

public:
    FilterChip(const QString &column, const QString &values, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QString cutTo(int width) const;

    QString m_whole;
};

} // namespace atlas::ui
