using Adapter.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Adapter.Api;

/// <summary>RFC 9457 problems: a stable id for programs, Chinese for people, findings where there are some.</summary>
static class Problems
{
    static readonly Dictionary<string, (string Title, string Detail)> Texts = new()
    {
        ["key.missing"] = ("没有授权", "请在请求头 Authorization 中给出 Bearer 和有效的凭证；凭证用 adapter keys add 发放。"),
        ["scope.missing"] = ("没有权限", "这个凭证没有此调用所需的权限范围。"),
        ["rate.exceeded"] = ("请求过于频繁", "请稍后再试。"),
        ["body.malformed"] = ("请求内容无法读取", "请求正文应为符合接口文档的JSON，且每个成员只出现一次。"),
        ["body.member"] = ("有不认识的成员", "请求正文只能含有接口文档中的成员。"),
        ["body.too-large"] = ("请求内容过大", "请分批提交。"),
        ["query.invalid"] = ("查询参数有误", "请按接口文档核对参数；limit为1至200，after原样取自上一页的next。"),
        ["search.incomplete"] = ("查找条件不全", "请给出号码；按姓名查找时还应给出地区和日期。"),
        ["findings"] = ("审核结果或记录有问题", "请按findings逐项更正；可确认的事项在confirm中写明规则后重新提交。"),
        ["application.not-found"] = ("没有这份申请", "请核对申请编号。"),
        ["application.changed"] = ("申请内容已变", "部平台送来了这份申请的新版本；请重新查看申请，再以新的version审核。"),
        ["application.decided"] = ("申请已有审核结果", "该申请已办结，内容不同；需要改变结果的，请办理更正。"),
        ["application.claimed"] = ("已由他人领取", "这份申请正由另一位审核人员办理；需要接手的，请先改派。"),
        ["application.not-decided"] = ("还没有审核", "这份申请没有可以撤回的审核结果。"),
        ["decision.sent"] = ("已不能撤回", "审核结果已经上传或正在上传；结果有误的，请办理更正。"),
        ["second.same"] = ("须由另一人复核", "更正审核结果由一人提出、另一人复核；请由其他审核人员办理。"),
        ["second.settled"] = ("已经复核过", "这项更正已由他人办理。"),
        ["identity.field"] = ("不是身份项", "只有姓名、性别、社会保障号码、证件类型和证件号码须由另一人同意；其他项目直接更正。"),
        ["identity.same"] = ("没有改动", "拟更正的内容与申请相同。"),
        ["withdraw.correctable"] = ("部平台接受更正", "请直接更正审核结果，不必注销。"),
        ["withdraw.done"] = ("已经撤销", "这条审核结果已由一条注销记录撤销。"),
        ["withdraw.not-held"] = ("部平台尚未接收", "这条审核结果还没有上传成功，请直接更正或停止上传。"),
        ["withdraw.not-registered"] = ("没有登记可以撤销", "审核不通过的结果没有形成失业登记；请告知申请人重新申请。"),
        ["second.open"] = ("已有待复核的更正", "同一条记录已有一项更正等待复核，请先办理。"),
        ["serial.reused"] = ("流水号已使用", "该流水号已用于内容不同的记录；请换用新的流水号，或办理更正。"),
        ["serial.exhausted"] = ("流水号已用完", "该地区当日可分配的流水号已用完；请自行给出流水号，或由运维人员调整 Serial:From、To。"),
        ["upload.not-found"] = ("没有这条记录", "请核对类别、行政区划代码和系统流水号。"),
        ["upload.open"] = ("正在上传或结果待确认", "请等上传有了明确结果再办理。"),
        ["upload.delivered"] = ("已上传成功", "已被部平台接收的记录不能停发或重发；需要改变的，请办理更正。"),
        ["upload.discarded"] = ("该记录已停止上传", "可用恢复上传使它继续。"),
        ["upload.failed"] = ("该记录未被部平台接收", "没有在等待；请先更正，或用重新上传（replay）再传。"),
        ["upload.not-held"] = ("该记录没有可解除的等待", "它已到上传时间，不等前一条记录，也没有推迟；部平台异常、维护中或鉴权未通过时整个地区或接口暂停，恢复后自动上传（鉴权问题解决后可用 adapter resume 立即重试）。"),
        ["upload.not-discarded"] = ("该记录没有停发", "只有已停发的记录可以恢复。"),
        ["correction.field"] = ("不能更正的项目", "申请与审核结果共有的项目方可更正；申请编号、行政区划代码、申请日期和流水号不能更正。"),
        ["mend.field"] = ("不能在上传处更正的项目", "这里只更正代码、格式、长度一类的项目；姓名、证件、性别、审核结果、不通过原因、经办人有误的，由审核人员办理更正；行政区划代码、流水号、申请编号和申请日期不能更正。"),
        ["mend.twice"] = ("同一条记录出现不止一次", "文件中以先出现的一行为准；请删去重复的行。"),
        ["mend.unreadable"] = ("有读不出的单元格", "公式、错误值、真假值和丢了位数的号码都读不出，该行没有办理；请把这些单元格改为文本再导入。"),
        ["export.quota"] = ("超过每人每天可导出的条数", "请缩小范围，或明天再导出；条数见设置 Desk:ExportLimit。"),
        ["export.kind"] = ("有几类记录", "一个表格只放一类记录，请选定类别。"),
        ["export.over"] = ("不能再下载", "导出的表格由发起人在办完后一天内下载；需要的请重新导出。"),
        ["upload.not-refused"] = ("该记录没有被部平台退回", "只有部平台因内容退回的记录可以在这里更正；没有上传成功的请重新上传（replay），内容要改的请办理更正。"),
        ["upload.changed"] = ("该记录的内容已变", "它已由他人更正；请重新查看。"),
        ["correction.unsupported"] = ("部平台不接受更正", "请先注销这次失业登记，再以新的流水号重新登记。"),
        ["replay.choice"] = ("没有说明重新上传哪些记录", "请在keys和filter中给出一项：keys至少一条，filter至少一个条件。"),
        ["interface.unknown"] = ("没有这个上传接口", "interface应为members所列的接口代码之一，不填为全部。"),
        ["reason.missing"] = ("没有写明理由", "请在reason中写明理由。"),
        ["job.not-found"] = ("没有这个任务", "请核对任务编号。"),
        ["job.ended"] = ("任务已结束", "它已办完或已停下；其余的需要办理的，请另行发起。"),
        ["job.approved"] = ("不需要同意", "该任务不需要第二人同意，或已有人同意。"),
        ["job.own"] = ("需由另一人同意", "条数超过限额的办理，由发起人以外的运维人员同意后才开始；发起人可以停止它。"),
        ["job.paused"] = ("任务已暂停", "它已经暂停；可以继续，也可以停止。"),
        ["job.not-paused"] = ("任务没有暂停", "它正在办理。"),
        ["import.kind"] = ("没有说明是哪一类记录", "kind应为audit-result或deregistration。"),
        ["import.file"] = ("文件无法读取", "请按所述更正文件后重新导入。"),
        ["import.form"] = ("请求内容不对", "请以multipart/form-data给出kind、file，可另给map和dryRun，各只一项，file须有以.csv、.tsv、.txt、.xlsx、.json、.ndjson结尾的文件名。"),
        ["import.not-ready"] = ("不在等待开始", "它还在试算，或已经开始。"),
        ["import.report"] = ("没有报告", "没有不能接收的行，或报告已过保存期（结束后一天）。"),
        ["bulk.limit"] = ("一次办理的条数过多", "请加筛选条件或分成几个文件，分批办理；限额见设置 Desk:BulkLimit。"),
        ["right.missing"] = ("没有这个地区的权限", "您在该地区不是运维人员。需要的，请联系安全管理员授予角色。"),
        ["note.text"] = ("交班事项不合要求", "请写明事项，1至500个字符。"),
        ["note.not-found"] = ("没有这个交班事项", "请刷新页面后再看。"),
        ["note.done"] = ("这个交班事项已办结", "已有人办结，不需要再办。"),
        ["silence.reason"] = ("没有理由", "请写明理由，1至200个字符。"),
        ["silence.time"] = ("时间不对", "暂不提示最多7天。"),
        ["store.busy"] = ("数据库被其他程序占用", "本次没有保存，请稍后重试。一再如此时，请运维人员查找长时间占用数据库的程序（备份、查询工具等）。"),
        ["store.full"] = ("磁盘空间已满", "本次没有保存，查询仍可使用。请运维人员在数据库所在磁盘腾出空间（至少128 MB），之后自动恢复，无需重启。"),
        ["store.read-only"] = ("数据库只读", "本次没有保存，查询仍可使用。请运维人员检查数据库文件的权限、文件系统或数据库服务是否变为只读，之后自动恢复。"),
        ["store.away"] = ("数据库打不开或连不上", "请运维人员检查数据库服务、网络或数据库文件，之后自动恢复。本次可能没有保存，恢复后请先查询再决定是否重做。"),
        ["store.broken"] = ("数据库不可靠", "磁盘读写出错或数据库损坏，程序停止工作。请运维人员检查磁盘和文件系统；再次出现时请用备份恢复。"),
        ["account.name"] = ("账号名不合要求", "账号名为1至40个字母、数字或 . - _ @ 。"),
        ["account.real-name"] = ("没有真实姓名", "请填写真实姓名，1至20个字符，不含空格；它是所办事项的经办人。"),
        ["account.exists"] = ("已有这个账号", "请换一个账号名；停用的账号也保留其名，以便追溯。"),
        ["account.not-found"] = ("没有这个账号", "请核对账号名。"),
        ["account.own"] = ("不能更改自己的权限", "请由另一位管理员办理。"),
        ["account.region"] = ("地区不对", "地区为行政区划代码的前几位（至多6位数字），不填为全部；管理类角色不分地区。"),
        ["account.excluded"] = ("角色不能兼任", "审核、运维、系统管理、安全管理、安全审计由不同的人担任；查看人员可兼任审核或运维。请先收回原有的角色。"),
        ["account.granted"] = ("已有这个角色", "该账号在该地区已有这个角色。"),
        ["account.not-granted"] = ("没有这个角色", "该账号在该地区没有这个角色，请核对角色和地区。"),
        ["account.subject"] = ("不用密码登录", "该账号由统一身份认证登录，请在那里办理。"),
        ["account.subject-taken"] = ("已有这个标识的账号", "统一身份认证的一个标识只能对应一个账号，请核对。"),
        ["account.administrator"] = ("管理类账号的密码不能在工作台上重置", "系统管理员、安全管理员、安全审计员的密码请在服务器上重置（adapter users reset）。"),
        ["account.password"] = ("密码不合要求", "请换一个密码。"),
        ["account.wrong"] = ("账号或密码不对", "请重新输入；连续输错会暂时锁定。"),
        ["account.unknown"] = ("没有对应的账号", "统一身份认证已通过，但这里没有对应的账号；请系统管理员用adapter users add --subject建立。"),
        ["account.provider"] = ("统一身份认证未完成", "请重新登录；一再如此时，请系统管理员检查设置Accounts:OpenIdConnect。"),
        ["account.locked"] = ("账号已锁定", "连续输错密码，请稍后再试，或请系统管理员解除。"),
        ["account.disabled"] = ("账号已停用", "请联系系统管理员。"),
        ["key.name"] = ("凭证名称不合要求", "请填写用凭证的系统或人的名称，1至50个字符。"),
        ["key.scopes"] = ("没有选择权限范围", "请至少选择一项权限范围。"),
        ["key.days"] = ("有效天数不对", "有效天数为1至3650的整数，不填为不限。"),
        ["key.exists"] = ("已有这个名称的凭证", "请换一个名称；旧凭证可以停用，名称保留以便追溯。"),
        ["key.not-found"] = ("没有这个名称的有效凭证", "它可能已停用，请核对名称。"),
        ["download.closed"] = ("部平台维护中", "请在部平台开放后再下载；开放后也会自动补齐。"),
        ["download.days"] = ("日期不对", "起始日期不晚于截止日期，截止日期不晚于今天。"),
        ["download.damaged"] = ("数据库有损坏", "为免收到的申请存不住，暂不下载；请运维人员用adapter doctor检查。"),
        ["download.running"] = ("正在下载", "该地区的下载尚未结束，请等它结束。"),
        ["http.404"] = ("没有这个地址", "请核对接口文档 /openapi/v1.json。"),
        ["http.405"] = ("不支持这种调用方式", "请核对接口文档 /openapi/v1.json。"),
        ["http.415"] = ("请求内容的类型不对", "请求头 Content-Type 应为接口文档所列的类型，一般为 application/json。"),
        ["internal"] = ("程序内部出错", "请把traceId交给运维人员查日志。"),
    };

    public static ProblemHttpResult Of(int status, string code, IReadOnlyList<Finding>? findings = null, IReadOnlyList<string>? members = null)
    {
        var problem = new ProblemDetails { Status = status };
        Describe(problem, code);
        if (members is { Count: > 0 }) problem.Extensions["members"] = members;
        if (findings is { Count: > 0 }) problem.Extensions["findings"] = findings;
        return TypedResults.Problem(problem);
    }

    /// <summary>The words of a problem in one line.</summary>
    public static string Line(string code) => $"{Texts[code].Title}。{Texts[code].Detail}";

    /// <summary>With what is to be said of this case; "" = nothing.</summary>
    public static string Line(string code, string further) => Line(code) + (further == "" ? "" : $"（{further}）");

    /// <summary>The words of a problem in short; the code itself when it is none of these.</summary>
    public static string Title(string code) => Texts.TryGetValue(code, out var text) ? text.Title : code;

    /// <summary>Gives a problem its words; one that has a code keeps them.</summary>
    public static void Describe(ProblemDetails problem, string? code = null)
    {
        if (problem.Extensions.ContainsKey("code")) return;
        code ??= $"http.{problem.Status}";
        problem.Extensions["code"] = code;
        problem.Type = $"urn:adapter:problem:{code}";
        if (!Texts.TryGetValue(code, out var text)) return;
        (problem.Title, problem.Detail) = text;
    }
}
