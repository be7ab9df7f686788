#pragma once

#include "core/base/result.h"
#include "core/kernel/field.h"
#include "core/review/shapesinuse.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLabel;
class QLineEdit;

namespace atlas::ui
{

class ShapeEdit;
class WrappingEdit;

/// One field and the value that all get.
class SetFieldForm : public QWidget
{
    Q_OBJECT

public:
    /// `libraries` are offered for the library.
    explicit SetFieldForm(const std::vector<std::string> &libraries, QWidget *parent = nullptr);

    [[nodiscard]] Field field() const;
    /// An error where the text is not well-formed, or where names and libraries would lose theirs.
    [[nodiscard]] Result<FieldValue> value() const;
    /// Begins with a value that one of the kernels has.
    void setValue(const FieldValue &value);
    /// Offered while a shape is typed.
    void setSuggestions(const UsedShapes &used);
    void focusValue();

Q_SIGNALS:
    void fieldChanged();
    void changed();

private:
    [[nodiscard]] QWidget *input() const;
    [[nodiscard]] std::array<QWidget *, 4> inputsOfAll() const;
    void showInput();
    void onShapeTyped();
    [[nodiscard]] QString text() const;

    QComboBox *m_field;
    QLabel *m_label;
    QLineEdit *m_line;
    ShapeEdit *m_shape;
    QComboBox *m_library;
    WrappingEdit *m_description;
};

} // namespace atlas::ui
