using Adapter.Contracts;

namespace Adapter.Desk;

/// <summary>The fields of a record under headings; one that stands under none comes last.</summary>
static class FieldGroups
{
    static readonly (string Title, string Codes)[] headings =
    [
        ("本人", "AAC003 AAC004 AAC005 AAC024 AAC011 AAC033 ALA040"),
        ("证件", "AAC002 AAC058 AAC044"),
        ("失业情况", "AJC090 ADC221 AJC093 ADC220 ACA112 AAE815 ADC222"),
        ("联系方式", "AAC067 AAE005 AAE159 AAE461"),
        ("地址", "AAB299 AAC010 AAF016 AAC046"),
        ("职业资格和职称", "ACA111 AAC015 ACA200 ACA202 ACA201 ACA203 AAC200 AAC014 ACA204 ACA206 ACA205 ACA207"),
        ("注销", "ADC210 AJC00A"),
        ("审核", "AAE540 AAE360 AAE011 AAE036 AAE013"),
        ("申请", "ADC201 AAZ341 AAB301 AAE127"),
    ];

    public static IEnumerable<(string Title, IReadOnlyList<Field> Fields)> Of(Kind kind)
    {
        var named = headings.SelectMany(heading => heading.Codes.Split(' ')).ToHashSet();
        return headings.Select(heading => (heading.Title, (IReadOnlyList<Field>)[.. heading.Codes.Split(' ').Select(kind.Find).OfType<Field>()]))
            .Append(("其他", [.. kind.Fields.Where(field => !named.Contains(field.Code))]))
            .Where(group => group.Item2.Count > 0);
    }
}
