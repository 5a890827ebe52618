using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary>The options by which uploads are found. A person's number or name is read from standard input: it stands in no argument.</summary>
sealed class UploadFilters
{
    readonly Option<string?> state = new("--state") { Description = $"状态：{string.Join('、', UploadState.All.Select(state => $"{state} {UploadWords.Of(state)}"))}", HelpName = "状态" };
    readonly Option<string?> kind = new("--kind") { Description = "类别：audit-result 审核结果、deregistration 注销", HelpName = "类别" };
    readonly Option<string?> region = new("--region") { Description = "行政区划代码", HelpName = "地区" };
    readonly Option<string?> rule = new("--rule") { Description = "检查结果中有这条规则，如 mobile", HelpName = "规则" };
    readonly Option<string?> code = new("--code") { Description = "部平台最近一次答复的代码，如 30000001", HelpName = "代码" };
    readonly Option<string?> from = new("--from") { Description = "报送日期不早于", HelpName = "日期" };
    readonly Option<string?> to = new("--to") { Description = "报送日期不晚于", HelpName = "日期" };
    readonly Option<string?> q = new("--q")
    {
        Description = "按号码或姓名查找：只写 --q - ，再从标准输入给出；按姓名时应同时给出 --region 和同一天的 --from、--to",
        HelpName = "-",
        Arity = ArgumentArity.ZeroOrOne,
    };

    IReadOnlyList<Option> All => [state, kind, region, rule, code, from, to, q];

    public void AddTo(Command command, bool withPerson = true)
    {
        foreach (var option in All.Where(option => withPerson || option != q)) command.Add(option);
    }

    /// <summary>The uploads that are named; none where a filter says which.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="keys">The argument that names them.</param>
    /// <param name="what">What is to be done to them: 停止上传.</param>
    /// <exception cref="NotDoneException">Neither says which, or both do, or a key is none.</exception>
    public IReadOnlyList<UploadKey> Named(ParseResult parsed, Argument<string[]> keys, string what)
    {
        var named = parsed.GetValue(keys) ?? [];
        if (named.Length > 0 != IsEmpty(parsed)) throw new NotDoneException($"请写明要{what}的记录（类别/行政区划代码/系统流水号），或给出筛选条件，二者只用其一");
        return [.. named.Select(UploadsVerb.Read)];
    }

    public bool IsEmpty(ParseResult parsed) => All.All(option => parsed.GetResult(option) is null);

    /// <exception cref="NotDoneException">A value is wrong.</exception>
    public UploadFilter Read(ParseResult parsed, Agreement agreement)
    {
        var (first, last) = (Given.Day("--from", parsed.GetValue(from)), Given.Day("--to", parsed.GetValue(to)));
        Given.InOrder(first, last);
        return new()
        {
            State = Given.OneOf("--state", parsed.GetValue(state), UploadState.All),
            Kind = Given.OneOf("--kind", parsed.GetValue(kind), agreement.Kinds.Where(kind => kind.IsUpload).Select(kind => kind.Name)),
            Region = Given.Region(parsed.GetValue(region)),
            Rule = parsed.GetValue(rule),
            Code = parsed.GetValue(code),
            From = first,
            To = last,
        };
    }

    /// <summary>The number or name to look for; null when none is asked for.</summary>
    /// <exception cref="NotDoneException">It stands on the command line, or nothing comes.</exception>
    public string? Text(ParseResult parsed) => Text(parsed, q);

    /// <summary>As <see cref="Text(ParseResult)"/>, of another verb's option.</summary>
    public static string? Text(ParseResult parsed, Option<string?> q)
    {
        if (parsed.GetResult(q) is null) return null;
        if (parsed.GetValue(q) is not (null or "-"))
            throw new NotDoneException("号码和姓名不能写在命令行上（会留在命令历史和进程列表中）。请写 --q - ，再从标准输入给出");
        if (!Console.IsInputRedirected) parsed.Error().Write("号码或姓名：");
        return Console.In.ReadLine()?.Trim() is { Length: > 0 } text ? text : throw new NotDoneException("标准输入中没有号码或姓名");
    }

    /// <summary>What fits, with the person asked for.</summary>
    /// <exception cref="NotDoneException">A name without one region and one day.</exception>
    public static IReadOnlyList<UploadRow> Find(ServiceProvider store, string text, UploadFilter filter)
    {
        try
        {
            return store.Read(session => store.GetRequiredService<UploadSearch>().Find(session, text, filter));
        }
        catch (Fault)
        {
            throw new NotDoneException("按姓名查找时，应同时给出 --region 和同一天的 --from、--to");
        }
    }
}
