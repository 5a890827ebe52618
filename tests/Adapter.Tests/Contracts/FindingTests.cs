using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Contracts;

public sealed class FindingTests
{
    [Fact]
    public void Findings_stand_by_field_number_and_then_in_the_order_of_the_rules()
    {
        var orders = Agreement.Embedded.Rules.Select(rule => rule.Name).ToList();
        foreach (var kind in Agreement.Embedded.Kinds)
        {
            foreach (var worst in new[] { "\uE000•　\n.", "", "77", "20990101", "|||||,@@", "660000", FieldCases.Many("𠮷", 300) })
            {
                var message = kind.Fields.Aggregate(new Message(kind), (message, field) => message.With(field.Code, worst));
                var places = Verdict.Findings(message).Select(finding => (kind.Find(finding.Field)!.Number, orders.IndexOf(finding.Rule))).ToList();

                Assert.True(places.Count > 3);
                Assert.Equal(places.Order(), places);
            }
        }
    }

    [Fact]
    public void Every_fault_of_one_value_is_found() => Assert.Equal(
        ["AAC003 text.control warning", "AAC003 text.private-use warning", "AAC003 length error", "AAC003 name.space error", "AAC003 name.separator warning"],
        Verdict.On(Some.Application().With("AAC003", "张 \uE000\n•" + new string('伟', 50))));

    [Fact]
    public void Every_fault_of_one_record_is_found()
    {
        var values = Some.Application().With("ADC201", "").With("AAB301", "990000").With("AAE127", "20260230").With("AJC090", "20990101")
            .With("AAC002", "1").With("AAC067", "1").With("AJC093", "90").ToJson().Replace("\"AAC005\":\"01\"", "\"AAC005\":[]");
        var message = Change.Whole($"{values[..^1]},\"zzz\":\"1\",\"ADC222\":\"2\",\"aaa\":[]}}")(Some.Application());

        Assert.Equal([
            "ADC201 required error", "AAB301 code error", "AAE127 date error", "AAC005 malformed error", "AJC090 date.future error", "AAC002 id.length error",
            "AAC044 document.mismatch warning", "AAC067 mobile error", "ADC220 reason.missing warning", "ADC222 malformed error",
            "zzz unknown-field warning", "aaa malformed error"], Verdict.On(message));
    }

    [Fact]
    public void A_malformed_member_gives_no_other_finding_and_spoils_no_other_field()
    {
        Assert.Equal(["AAC004 malformed error"], Verdict.On(Change.Raw("AAC004", "[]")(Some.Application())));
        Assert.Equal(["AAC002 malformed error"], Verdict.On(Change.Raw("AAC002", "true")(Some.Application())));
        Assert.Equal(["AAC033 malformed error"], Verdict.On(Change.Raw("AAC033", "{}")(Some.Application().With("ALA040", "03"))));
        Assert.Equal(["AAE127 malformed error"], Verdict.On(Change.Raw("AAE127", "[]")(Some.Application().With("AJC090", "20260212"))));
    }

    [Fact]
    public void A_record_that_is_no_object_has_one_finding()
    {
        foreach (var json in new[] { "[]", "1", "\"x\"", "null", "true", "", " ", "{", "{\"a\":1", "{\"a\":1}}", "{\"a\" 1}", "{}{}", "\u0000", "{'a':1}", "{\"a\":1,}", "{//\n}" })
        {
            var finding = Assert.Single(Verdict.Findings(Change.Whole(json)(Some.Application())));
            Assert.Equal(("", "malformed", "error"), (finding.Field, finding.Rule, finding.Severity));
        }
    }

    /// <summary>A text that depends on kind, field and rule alone cannot hold a value.</summary>
    [Fact]
    public void A_message_is_the_same_whatever_the_value()
    {
        var texts = new Dictionary<(string, string, string, string), string>();
        foreach (var rule in RuleCases.All.Where(rule => rule.Regions.Length == 0))
        {
            for (var seed = 0; seed < 5; seed++)
            {
                foreach (var finding in Verdict.Findings(rule.Change(Some.Full(rule.Kind, seed))))
                {
                    var of = (rule.Kind, finding.Field, finding.Rule, finding.Severity);
                    texts.TryAdd(of, finding.Message);
                    Assert.Equal(texts[of], finding.Message);
                }
            }
        }
        Assert.True(texts.Count > 60);
    }

    [Fact]
    public void No_finding_holds_a_value()
    {
        foreach (var kind in Agreement.Embedded.Kinds)
        {
            foreach (var form in new[] { "Canary{0}", "金丝雀{0}·", "\uE000{0}\n•", "77{0:00000}", "1101011990030{0:00000}", "{0}@{0}@", "a|b|c|d|{0}" })
            {
                var values = kind.Fields.ToDictionary(row => row.Code, row => string.Format(form, 7700 + row.Number));
                var message = Message.Of(kind, values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)));
                var found = Verdict.Findings(message);

                Assert.NotEmpty(found);
                Assert.All(found, finding => Assert.All(values.Values, value => Assert.DoesNotContain(value, finding.ToString(), StringComparison.Ordinal)));
                Assert.All(found, finding => Assert.DoesNotMatch("77[0-9]{2}|Canary|金丝雀", finding.ToString()));
            }
        }
    }

    [Fact]
    public void A_message_names_the_field_and_says_how_to_mend_it_in_Chinese()
    {
        var mobile = Assert.Single(Verdict.Findings(Some.Application().With("AAC067", "1")));
        Assert.Equal("手机号码：应为11位数字。请联系申请人核实后更正；联系不上可维持原值并办理“审核不通过”。", mobile.Message);

        foreach (var finding in RuleCases.All.SelectMany(rule => Verdict.Findings(rule.Change(Some.Record(rule.Kind)))))
        {
            Assert.EndsWith("。", finding.Message, StringComparison.Ordinal);
            Assert.Contains("：", finding.Message, StringComparison.Ordinal);
            Assert.DoesNotMatch("[{}]|驳回|拒绝的", finding.Message);
        }
    }
}
