#pragma once

#include "core/authoring/ruletext.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace atlas::ui
{

class WrappingEdit;

/// The common case of a rule as a form. It shows what the text says and says what was typed; the text is the editor's.
class RuleFormView : public QWidget
{
    Q_OBJECT

public:
    RuleFormView(const std::vector<std::string> &libraries, QWidget *parent = nullptr);

    /// Offers these libraries from now on.
    void setLibraries(const std::vector<std::string> &libraries);
    /// Shows `form`, or, where it is nothing, that the text is no rule as yet. What is being typed in stays.
    void setForm(const std::optional<RuleForm> &form);

Q_SIGNALS:
    /// A person typed: `items` go under `key`.
    void edited(const QString &key, const QStringList &items);

private:
    struct Input
    {
        std::string_view key;
        QLineEdit *line = nullptr;
        QComboBox *combo = nullptr;
        WrappingEdit *text = nullptr;

        [[nodiscard]] QWidget *widget() const;
        [[nodiscard]] QString value() const;
        void setValue(const QString &value) const;
    };

    void addRow(QFormLayout &form, std::string_view key, const QString &label, const QString &tip, QWidget *widget);
    QLineEdit *addLine(QFormLayout &form, std::string_view key, const QString &label, const QString &tip, bool isCode);
    void addCombo(QFormLayout &form, std::string_view key, const QString &label, const QString &tip,
                  const QStringList &choices, bool isFree);
    void addText(QFormLayout &form, std::string_view key, const QString &label, const QString &tip, bool isCode);
    void tell(const Input &input);

    std::vector<Input> m_inputs;
    bool m_isShowing = false;
};

} // namespace atlas::ui
