#include "ui/common/tabletext.h"

#include "core/report/columnlayout.h"

#include <QRegularExpression>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QString onOneLine(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
}

/// A number as we show it, "+1,234.5 µs" or "−3 %".
bool isNumber(const QString &cell)
{
    static const QRegularExpression kNumber(
        u"^[+\\-−]?[0-9][0-9.,\u00A0\u202F ]*(e[+-]?[0-9]+)? ?(ns|µs|ms|s|min|%|×)?$"_s);
    return kNumber.match(cell).hasMatch();
}

QString pasteable(const QString &cell)
{
    return isRunBySpreadsheets(cell.toStdString()) && !isNumber(cell) ? u'\'' + onOneLine(cell) : onOneLine(cell);
}

/// Data must not turn into markup: names hold `*`, `_`, `<...>` and `|`.
QString escapedMarkdown(const QString &text)
{
    QString escaped;
    for (const QChar c : onOneLine(text)) {
        if (u"\\`*_<>|[]#"_s.contains(c)) {
            escaped += u'\\';
        }
        escaped += c;
    }
    return escaped;
}
} // namespace

QString asTsv(const QList<QStringList> &rows)
{
    QString text;
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            text += (i > 0 ? u"\t"_s : QString()) + pasteable(row[i]);
        }
        text += u'\n';
    }
    return text;
}

QString asMarkdown(const QList<QStringList> &rows, const QList<bool> &numbers)
{
    QString text;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        text += u'|';
        for (const QString &cell : rows[i]) {
            text += u' ' + escapedMarkdown(cell) + u" |"_s;
        }
        text += u'\n';
        if (i == 0) {
            text += u'|';
            for (const bool isNumber : numbers) {
                text += isNumber ? u" ---: |"_s : u" --- |"_s;
            }
            text += u'\n';
        }
    }
    return text;
}

} // namespace atlas::ui
