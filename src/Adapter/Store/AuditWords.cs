namespace Adapter.Store;

/// <summary>Every act that the log can hold, in a clerk's words.</summary>
static class AuditWords
{
    static readonly Dictionary<string, string> acts = new()
    {
        ["enter"] = "登录",
        ["leave"] = "退出登录",
        ["claim"] = "领取",
        ["release-claim"] = "退回待办",
        ["reassign"] = "改派",
        ["decide"] = "审核",
        ["undo"] = "撤回审核",
        ["correct"] = "更正审核结果",
        ["correct.propose"] = "提出更正审核结果",
        ["correct.refuse"] = "不同意更正审核结果",
        ["identity.propose"] = "提出更正身份项",
        ["identity.lift"] = "同意更正身份项",
        ["identity.refuse"] = "不同意更正身份项",
        ["withdraw.propose"] = "提出撤销审核结果",
        ["withdraw"] = "撤销审核结果",
        ["withdraw.refuse"] = "不同意撤销审核结果",
        ["submit"] = "报送",
        ["mend"] = "更正退回的记录",
        ["discard"] = "停止上传",
        ["restore"] = "恢复上传",
        ["release"] = "解除等待",
        ["replay"] = "重新上传",
        ["download"] = "下载",
        ["import"] = "导入历史数据",
        ["import.rows"] = "导入报送",
        ["import.start"] = "开始导入",
        ["import.report"] = "取走导入报告",
        ["resume"] = "立即再试",
        ["store.backup"] = "备份",
        ["store.restore"] = "数据恢复",
        ["reconcile"] = "恢复后核对",
        ["reveal"] = "查看完整信息",
        ["pull"] = "批量取走",
        ["export"] = "导出",
        ["note.add"] = "写交班事项",
        ["note.done"] = "办结交班事项",
        ["silence"] = "暂不提示",
        ["silence.end"] = "恢复提示",
        ["key.add"] = "发放接口凭证",
        ["key.revoke"] = "停用接口凭证",
        ["account.add"] = "新建账号",
        ["account.grant"] = "授予角色",
        ["account.revoke"] = "收回角色",
        ["account.disable"] = "停用账号",
        ["account.enable"] = "启用账号",
        ["account.reset"] = "重置密码",
        ["account.password"] = "修改密码",
    };

    /// <summary>What people do about a job; the word follows its type: <c>replay.approve</c>.</summary>
    static readonly Dictionary<string, string> controls = new()
    {
        ["approve"] = "同意",
        ["refuse"] = "不同意",
        ["pause"] = "暂停",
        ["resume"] = "继续",
        ["stop"] = "停止",
    };

    public static IReadOnlyDictionary<string, string> Actions { get; } = acts
        .Concat(JobType.All.SelectMany(_ => controls, (type, control) => KeyValuePair.Create($"{type}.{control.Key}", $"{control.Value}任务：{acts[type]}")))
        .ToDictionary();

    static readonly Dictionary<string, string> doors = new()
    {
        [Actor.Desk] = "工作台",
        [Actor.Api] = "接口",
        [Actor.Shell] = "命令行",
    };

    public static string Of(string action) => Actions.GetValueOrDefault(action, action);

    public static string OfDoor(string door) => doors.GetValueOrDefault(door, door);
}
