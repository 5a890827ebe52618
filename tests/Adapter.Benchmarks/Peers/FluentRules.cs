using System.Collections.Frozen;
using System.Linq.Expressions;
using Adapter.Contracts;
using FluentValidation;

namespace Adapter.Benchmarks.Peers;

/// <summary>The rules of an application in FluentValidation, each as one of its own, with the same severities: a rule for every finding there is.</summary>
sealed class FluentRules : AbstractValidator<ApplicationRecord>
{
    readonly DateOnly today;
    readonly FrozenSet<string> regions = [.. Agreement.Embedded.Tables["region"].Rows.Keys];

    public FluentRules(DateOnly today)
    {
        this.today = today;
        foreach (var field in Agreement.Embedded.Application.Fields) Common(field);
        foreach (var code in new[] { "AAE127", "AJC090" }) Dates(Of(code));
        Names();
        Numbers();
        Documents();
        Contacts();
        Pairs();
    }

    void Common(Field field)
    {
        var value = Of(field.Code);
        if (field.Required) RuleFor(value).Must(text => !PlainTexts.IsBlank(text)).WithErrorCode("required");
        Warn(value, text => !PlainTexts.HasHidden(text), "text.control");
        Warn(value, text => !PlainTexts.HasPrivate(text), "text.private-use");
        if (field.Length is { } most)
        {
            Demand(value, text => !PlainTexts.IsLong(text, most), "length");
            if (field.IsText) Warn(value, text => !PlainTexts.IsLongInBytes(text, most), "length.bytes");
        }
        if (field.Tables.Count > 0) Codes(field, value);
    }

    void Codes(Field field, Expression<Func<ApplicationRecord, string?>> value)
    {
        var listed = field.Tables.SelectMany(table => table.Rows.Keys).ToFrozenSet();
        var first = field.Tables[0].Rows.Keys.ToFrozenSet();
        var doubtful = first.Where(code => field.Tables[0].Says(code, "unlisted", "yes")).ToFrozenSet();
        var prefixes = first.Where(code => code.Length > 1).Select(code => code[..2]).ToFrozenSet();
        bool HasForm(string code) => field.Tables.Any(table => !table.Closed && table.Form!.IsMatch(code) && (table.Prefix == 0 || prefixes.Contains(code[..table.Prefix])));
        Demand(value, code => listed.Contains(code) || HasForm(code), "code");
        Warn(value, code => listed.Contains(code) ? !doubtful.Contains(code) : !HasForm(code), "code.unlisted");
        if (field.Tables.Count > 1) Warn(value, code => first.Contains(code) || !listed.Contains(code), "code.swapped");
        if (!field.Checks.Any(check => check.Rule == "code.retired")) return;
        var retired = first.Where(code => field.Tables[0].Says(code, "status", "retired")).ToFrozenSet();
        Warn(value, code => !retired.Contains(code), "code.retired");
    }

    void Dates(Expression<Func<ApplicationRecord, string?>> value)
    {
        Demand(value, text => PlainTexts.Day(text) is not null, "date");
        Demand(value, text => !(PlainTexts.Day(text) > today), "date.future");
    }

    void Names()
    {
        Warn(record => record.AJC090, (record, text) => !(PlainTexts.Day(text) > PlainTexts.Day(record.AAE127)), "date.order");
        Demand(record => record.AAC003, text => !text.AsSpan().ContainsAny(' ', '\u3000'), "name.space");
        Warn(record => record.AAC003, text => !PlainTexts.HasSeparator(text), "name.separator");
    }

    void Numbers()
    {
        Expression<Func<ApplicationRecord, string?>> number = record => record.AAC002;
        Demand(number, PlainNumbers.HasLength, "id.length");
        Demand(number, PlainNumbers.HasDigits, "id.digits");
        Demand(number, PlainNumbers.HasCheck, "id.checksum");
        RuleFor(number).Must((record, text) => !PlainNumbers.IsWellFormed(text) || record.AAC004 is not ("1" or "2") || PlainNumbers.IsMale(text!) == (record.AAC004 == "1")).WithErrorCode("id.gender");
        Warn(number, text => !PlainNumbers.IsWellFormed(text) || PlainNumbers.Birth(text) <= today, "id.birth");
        Warn(number, text => !PlainNumbers.IsWellFormed(text) || regions.Contains(text[..6]) || regions.Contains($"{text.AsSpan(0, 4)}00"), "id.region");
        Warn(number, (record, text) => !PlainNumbers.IsWellFormed(text) || PlainTexts.Day(record.AAE127) is not { } applied
            || PlainNumbers.Birth(text) is not { } birth || birth.AddYears(16) <= applied, "id.age");
    }

    void Documents()
    {
        Warn(record => record.AAC044, (record, text) => record.AAC058 != "01" || PlainNumbers.IsRight(text), "document.id");
        Warn(record => record.AAC044, (record, text) => record.AAC058 != "01" || PlainTexts.IsBlank(record.AAC002)
            || PlainNumbers.Normal(text) == PlainNumbers.Normal(record.AAC002!), "document.mismatch");
    }

    void Contacts()
    {
        Demand(record => record.AAC067, PlainTexts.IsMobile, "mobile");
        Demand(record => record.AAE005, PlainTexts.IsLandline, "landline");
        Warn(record => record.AAE159, PlainTexts.IsEmail, "email");
        Demand(record => record.ACA112, text => text.AsSpan().Count('|') <= 2, "intentions");
    }

    void Pairs()
    {
        RuleFor(record => record.ALA040).Must((record, level) => record.AAC033 != "6" || !PlainTexts.IsBlank(level)).WithErrorCode("disability.level");
        Warn(record => record.ALA040, (record, _) => record.AAC033 == "6", "disability.none");
        RuleFor(record => record.AAC015).Must((record, level) => PlainTexts.IsBlank(level) == PlainTexts.IsBlank(record.ACA111)).WithSeverity(Severity.Warning);
        RuleFor(record => record.ACA202).Must((record, level) => PlainTexts.IsBlank(level) == PlainTexts.IsBlank(record.ACA200)).WithSeverity(Severity.Warning);
        RuleFor(record => record.ACA203).Must((record, level) => PlainTexts.IsBlank(level) == PlainTexts.IsBlank(record.ACA201)).WithSeverity(Severity.Warning);
        Warn(record => record.ADC220, (record, _) => record.AJC093 == "90", "reason.other");
        RuleFor(record => record.ADC220).Must((record, text) => record.AJC093 != "90" || !PlainTexts.IsBlank(text)).WithSeverity(Severity.Warning);
    }

    void Demand(Expression<Func<ApplicationRecord, string?>> value, Func<string, bool> isRight, string rule) =>
        RuleFor(value).Must(text => PlainTexts.IsBlank(text) || isRight(text!)).WithErrorCode(rule);

    void Warn(Expression<Func<ApplicationRecord, string?>> value, Func<string, bool> isRight, string rule) => Warn(value, (_, text) => isRight(text), rule);

    void Warn(Expression<Func<ApplicationRecord, string?>> value, Func<ApplicationRecord, string, bool> isRight, string rule) =>
        RuleFor(value).Must((record, text) => PlainTexts.IsBlank(text) || isRight(record, text!)).WithErrorCode(rule).WithSeverity(Severity.Warning);

    static Expression<Func<ApplicationRecord, string?>> Of(string code)
    {
        var record = Expression.Parameter(typeof(ApplicationRecord));
        return Expression.Lambda<Func<ApplicationRecord, string?>>(Expression.Property(record, code), record);
    }
}
