using Adapter.Contracts;
using static Adapter.Tests.Contracts.Change;

namespace Adapter.Tests.Contracts;

/// <summary>Every rule of rules.md, found and not found.</summary>
static class RuleCases
{
    const string App = "application";
    const string Result = "audit-result";
    const string Exit = "deregistration";

    public static IReadOnlyList<RuleCase> All => [.. Texts, .. Codes, .. Dates, .. Numbers, .. Conditions, .. Records];

    static string Han(int count) => new('汉', count);

    static readonly RuleCase[] Texts =
    [
        new("required", "empty", App, Of(("AAC003", "")), "AAC003 required error"),
        new("required", "missing", Exit, Of(("AAC002", null)), "AAC002 required error"),
        new("required", "only white space", Result, Of(("AAC046", "\u3000 \t")), "AAC046 required error"),
        new("required", "not asked for", App, Of(("AAC002", "")), []),
        new("text.control", "a line break", App, Of(("AAC010", "泉城路\n1号")), "AAC010 text.control warning"),
        new("text.control", "a space", App, Of(("AAC010", "泉城路 1号")), []),
        new("text.private-use", "a home-made character", App, Of(("AAC003", "张\uE863")), "AAC003 text.private-use warning"),
        new("text.private-use", "a rare character", App, Of(("AAC003", "张𬱖")), []),
        new("length", "151 of 150", App, Of(("AAC046", Han(151))), "AAC046 length error"),
        new("length", "101 of 100", Result, Of(("AAC010", Han(101))), "AAC010 length error"),
        new("length", "a date of nine digits", Exit, Of(("AAE036", "202602120")), "AAE036 length error", "AAE036 date error"),
        new("length", "50 of 50", App, Of(("AAC003", new('a', 50))), []),
        new("length.bytes", "26 of 50 in two bytes", App, Of(("AAC003", Han(26))), "AAC003 length.bytes warning"),
        new("length.bytes", "13 of 50 in four bytes", Exit, Of(("AAC003", string.Concat(Enumerable.Repeat("𠮷", 13)))), "AAC003 length.bytes warning"),
        new("length.bytes", "150 of 150 without a type", App, Of(("AAC010", Han(150))), "AAC010 length.bytes warning"),
        new("length.bytes", "25 of 50", App, Of(("AAC003", Han(25))), []),
        new("name.space", "a half space", App, Of(("AAC003", "张 伟")), "AAC003 name.space error"),
        new("name.space", "a full space", Exit, Of(("AAE011", "经　办")), "AAE011 name.space error"),
        new("name.space", "none", App, Of(("AAC003", "张伟")), []),
        new("name.separator", "a bullet", Result, Of(("AAC003", "买买提•艾力")), "AAC003 name.separator warning"),
        new("name.separator", "a middle dot", Result, Of(("AAC003", "买买提·艾力")), []),
        new("name.separator", "in a clerk's name", Result, Of(("AAE011", "买买提•艾力")), []),
        new("mobile", "ten digits", App, Of(("AAC067", "1990000000")), "AAC067 mobile error"),
        new("mobile", "eleven digits", App, Of(("AAC067", "19900000000")), []),
        new("landline", "no area", App, Of(("AAE005", "88888888")), "AAE005 landline error"),
        new("landline", "two numbers", Result, Of(("AAE005", "010-88888888,0531-8888888-12")), []),
        new("email", "no sign", App, Of(("AAE159", "nobody")), "AAE159 email warning"),
        new("email", "one sign", App, Of(("AAE159", "nobody@example.cn")), []),
        new("intentions", "four", App, Of(("ACA112", "厨师|保安||司机")), "ACA112 intentions error"),
        new("intentions", "three", Result, Of(("ACA112", "厨师|保安|司机")), []),
    ];

    static readonly RuleCase[] Codes =
    [
        new("code", "not in a closed table", App, Of(("AAC005", "77")), "AAC005 code error"),
        new("code", "of an unknown province", App, Of(("AAF016", "990000")), "AAF016 code error"),
        new("code", "an occupation of group 9", App, Of(("ACA111", "9010000"), ("AAC015", "3")), "ACA111 code error"),
        new("code", "a title of two digits", App, Of(("AAC200", "41")), "AAC200 code error"),
        new("code", "a level of a later pair in the open table of the first", App, Of(("ACA206", "011")), "ACA206 code error"),
        new("code", "in the table", App, Of(("AAC005", "56")), []),
        new("code.unlisted", "a region", App, Of(("AAB299", "370199")), "AAB299 code.unlisted warning"),
        new("code.unlisted", "an occupation", App, Of(("ACA111", "4999999"), ("AAC015", "3")), "ACA111 code.unlisted warning"),
        new("code.unlisted", "a level of three digits", App, Of(("AAC014", "999")), "AAC014 code.unlisted warning"),
        new("code.unlisted", "a people in practice", App, Of(("AAC005", "97")), "AAC005 code.unlisted warning"),
        new("code.unlisted", "another people in practice", Result, Of(("AAC005", "98")), "AAC005 code.unlisted warning"),
        new("code.unlisted", "an unknown people", App, Of(("AAC005", "99")), []),
        new("code.unlisted", "a configured region", App, Of(("AAB301", "370199")), []) { Regions = ["370199"] },
        new("code.retired", "the place of registration", Exit, Of(("AAB301", "370181")), "AAB301 code.retired warning"),
        new("code.retired", "the place of living", App, Of(("AAF016", "370181")), "AAF016 code.retired warning"),
        new("code.retired", "the household's place", App, Of(("AAB299", "370181")), []),
        new("code.swapped", "a level as title", App, Of(("AAC200", "411")), "AAC200 code.swapped warning"),
        new("code.swapped", "a title as level", Result, Of(("AAC014", "011")), "AAC014 code.swapped warning"),
        new("code.swapped", "in both tables", App, Of(("AAC200", "410"), ("AAC014", "410")), []),
        new("region.offline", "another region", App, Of(("AAB301", "370103")), "AAB301 region.offline error") { Regions = ["370102"] },
        new("region.offline", "another region", Exit, Of(("AAB301", "370103")), "AAB301 region.offline warning") { Regions = ["370102"] },
        new("region.offline", "a county of a configured city", Result, Of(("AAB301", "370103")), "AAB301 region.offline error") { Regions = ["370100"] },
        new("region.offline", "an on-line region", Result, Of(("AAB301", "370103")), []) { Regions = ["370102", "370103"] },
        new("region.offline", "nothing configured", Result, Of(("AAB301", "370103")), []),
        new("policy.ground", "no contact for six months", Exit, Of(("AJC00A", "32")), "AJC00A policy.ground warning"),
        new("policy.ground", "offers declined", Exit, Of(("AJC00A", "31")), "AJC00A policy.ground warning"),
        new("policy.ground", "hired", Exit, Of(("AJC00A", "11")), []),
    ];

    static readonly RuleCase[] Dates =
    [
        new("date", "seven digits", App, Of(("AAE127", "2026021")), "AAE127 date error"),
        new("date", "no such day", Exit, Of(("ADC210", "20250229")), "ADC210 date error"),
        new("date", "a month of an application", App, Of(("AJC090", "202601")), "AJC090 date error"),
        new("date", "a leap day", App, Of(("AJC090", "20240229")), []),
        new("date", "a JSON number", App, Raw("AAE127", "20260210"), []),
        new("date.month", "in an audit result", Result, Of(("AJC090", "202601")), "AJC090 date.month warning"),
        new("date.month", "a day", Result, Of(("AJC090", "20260131")), []),
        new("date.future", "tomorrow", Exit, Of(("ADC210", "20260214")), "ADC210 date.future error"),
        new("date.future", "next month", Result, Of(("AJC090", "202603")), "AJC090 date.month warning", "AJC090 date.future error", "AJC090 date.order warning"),
        new("date.future", "today", Exit, Of(("ADC210", "20260213")), []),
        new("date.order", "a day later", App, Of(("AJC090", "20260211")), "AJC090 date.order warning"),
        new("date.order", "a month later", Result, Of(("AAE127", "20260131"), ("AJC090", "202602")), "AJC090 date.month warning", "AJC090 date.order warning"),
        new("date.order", "the same day", App, Of(("AJC090", "20260210")), []),
        new("date.order", "the same month", Result, Of(("AJC090", "202602")), "AJC090 date.month warning"),
        new("date.order", "after no real day", App, Of(("AAE127", "20260230")), "AAE127 date error"),
    ];

    static readonly RuleCase[] Numbers =
    [
        new("id.length", "17 long", App, Number(message => message["AAC002"]![..17]), "AAC002 id.length error"),
        new("id.length", "of a passport", App, Number(_ => "E12345678"), []),
        new("id.digits", "a letter O", App, Number(message => message["AAC002"]![..9] + "O" + message["AAC002"]![10..]), "AAC002 id.digits error"),
        new("id.digits", "a letter in 15", Exit, Number(message => Fifteen(Elder(message))[..14] + "X"), "AAC002 id.digits error"),
        new("id.digits", "digits", Exit, Number(message => Fifteen(Elder(message))), []),
        new("id.checksum", "another last character", Result, Number(message => message["AAC002"]![..17] + (message["AAC002"]![17] == '0' ? "1" : "0")), "AAC002 id.checksum error"),
        new("id.checksum", "small x", Result, Number(message => Last(message, 'X').ToLowerInvariant()), []),
        new("id.gender", "the other sex", App, message => message.With("AAC004", message["AAC004"] == "1" ? "2" : "1"), "AAC002 id.gender error"),
        new("id.gender", "an unsaid sex", App, Of(("AAC004", "9")), []),
        new("id.gender", "of an ill-formed number", App,
            message => Number(_ => "110101199003070012")(message).With("AAC004", "2"), "AAC002 id.checksum error"),
        new("id.birth", "no such day", App, Born("370102", "19900230"), "AAC002 id.birth warning"),
        new("id.birth", "after today", Exit, Born("370102", "20990101"), "AAC002 id.birth warning"),
        new("id.birth", "a leap day", Exit, Born("370102", "20000229"), []),
        new("id.region", "never a code", App, Born("990101", "19900307"), "AAC002 id.region warning"),
        new("id.region", "a province alone", Exit, Born("379999", "19900307"), "AAC002 id.region warning"),
        new("id.region", "of a known city", App, Born("370199", "19900307"), []),
        new("id.region", "a retired one", App, Born("110103", "19600307"), []),
        new("id.age", "a day short of 16", App, Born("370102", "20100211"), "AAC002 id.age warning"),
        new("id.age", "16 that day", Result, Born("370102", "20100210"), []),
        new("id.age", "not asked of a deregistration", Exit, Born("370102", "20200101"), []),
        new("document.id", "a wrong number", App, Of(("AAC002", ""), ("AAC044", "110101199003070012")), "AAC044 document.id warning"),
        new("document.id", "of a passport", App, Of(("AAC002", ""), ("AAC058", "05"), ("AAC044", "110101199003070012")), []),
        new("document.id", "a letter is no fault of length", App, Of(("AAC002", ""), ("AAC044", "H12345678")), []),
        new("document.mismatch", "another person's", App, Of(("AAC044", "110101199003070011")), "AAC044 document.mismatch warning"),
        new("document.mismatch", "the old form of the same", Exit, message => message.With("AAC002", Elder(message)).With("AAC044", Fifteen(Elder(message))), []),
        new("document.mismatch", "of another document", Exit, Of(("AAC058", "02"), ("AAC044", "H12345678")), []),
    ];

    static readonly RuleCase[] Conditions =
    [
        new("disability.level", "empty", App, Of(("AAC033", "6"), ("ALA040", "")), "ALA040 disability.level error"),
        new("disability.level", "given", App, Of(("AAC033", "6"), ("ALA040", "03")), []),
        new("disability.none", "given", Result, Of(("AAC033", "1"), ("ALA040", "03")), "ALA040 disability.none warning"),
        new("disability.none", "empty", Result, Of(("AAC033", "1"), ("ALA040", " ")), []),
        new("skill.pair", "a level alone", App, Of(("ACA111", ""), ("AAC015", "3")), "AAC015 skill.pair warning"),
        new("skill.pair", "a second occupation alone", App, Of(("ACA200", "4020000"), ("ACA202", "")), "ACA202 skill.pair warning"),
        new("skill.pair", "a third level alone", Result, Of(("ACA201", ""), ("ACA203", "3")), "ACA203 skill.pair warning"),
        new("skill.pair", "both", App, Of(("ACA201", "4020000"), ("ACA203", "3")), []),
        new("skill.pair", "neither", Result, Of(("ACA201", ""), ("ACA203", "")), []),
        new("reason.other", "given with another reason", App, Of(("AJC093", "21"), ("ADC220", "随迁")), "ADC220 reason.other warning"),
        new("reason.other", "given with no reason", App, Of(("AJC093", ""), ("ADC220", "随迁")), "AJC093 required error", "ADC220 reason.other warning"),
        new("reason.other", "given", Result, Of(("AJC093", "90"), ("ADC220", "随迁")), []),
        new("reason.missing", "empty", App, Of(("AJC093", "90"), ("ADC220", "")), "ADC220 reason.missing warning"),
        new("reason.missing", "not asked for", App, Of(("AJC093", "21"), ("ADC220", "")), []),
        new("rejection.reason", "empty", Result, Of(("AAE540", "2"), ("AAE360", "")), "AAE360 rejection.reason error"),
        new("rejection.reason", "given", Result, Of(("AAE540", "2"), ("AAE360", "联系不上本人")), []),
        new("rejection.unneeded", "given", Result, Of(("AAE540", "1"), ("AAE360", "联系不上本人")), "AAE360 rejection.unneeded warning"),
        new("rejection.unneeded", "empty", Result, Of(("AAE540", "1"), ("AAE360", null)), []),
        .. Agreement.Embedded.RefusalGrounds.Select(ground =>
            new RuleCase("policy.refusal", ground, Result, Of(("AAE540", "2"), ("AAE360", $"经查{ground}，退回")), "AAE360 policy.refusal warning")),
        new("policy.refusal", "another ground", Result, Of(("AAE540", "2"), ("AAE360", "本人已重新就业")), []),
        new("policy.refusal", "not refused", Result, Of(("AAE540", "1"), ("AAE360", "材料不全")), "AAE360 rejection.unneeded warning"),
    ];

    static readonly RuleCase[] Records =
    [
        new("unknown-field", "a name", App, Member("\"XYZ\":\"1\",\"abc\":null"), "XYZ unknown-field warning", "abc unknown-field warning"),
        new("unknown-field", "a field of another kind", App, Member("\"AAE540\":\"1\""), "AAE540 unknown-field warning"),
        new("unknown-field", "the control member", Result, Member("\"OperFlag\":\"1\""), []),
        new("malformed", "no object", App, Whole("[]"), " malformed error"),
        new("malformed", "cut off", Exit, Whole("{\"AAC003\":\"张"), " malformed error"),
        new("malformed", "a member is an object", App, Raw("AAC003", "{\"a\":[1,{}]}"), "AAC003 malformed error"),
        new("malformed", "a member is an array", Result, Raw("AAC002", "[]"), "AAC002 malformed error"),
        new("malformed", "a member is a truth value", App, Raw("ADC222", "true"), "ADC222 malformed error"),
        new("malformed", "a name twice", App, Member("\"AAC003\":\"张伟\""), "AAC003 malformed error"),
        new("malformed", "a name twice by escapes", App, Member("\"AAC\\u0030\\u00303\":\"张伟\""), "AAC003 malformed error"),
        new("malformed", "names that differ in case", App, Member("\"aac003\":\"张伟\""), "AAC003 malformed error"),
        new("malformed", "unlisted names that differ in case", App, Member("\"xyz\":\"1\",\"Xyz\":\"1\""), "XYZ malformed error"),
        new("malformed", "a lone surrogate", App, Raw("AAC003", "\"张\\ud842\""), "AAC003 malformed error"),
        new("malformed", "a number", App, Raw("AAC067", "19900000000"), []),
        new("malformed", "another case", App, message => Whole(message.ToJson().Replace("AAC003", "aac003"))(message), []),
    ];

    // Of the last century, so that it has an old form.
    static string Elder(Message message) => Complete($"3701021970030700{message["AAC002"]![16]}");

    // A number of the same person's sex whose check character is this.
    static string Last(Message message, char check) => Enumerable.Range(0, 100)
        .Select(order => Complete($"{message["AAC002"]![..14]}{order:00}{message["AAC002"]![16]}"))
        .First(number => number[17] == check);
}
