namespace Adapter.Api;

/// <summary>What happened to a record, in a clerk's words.</summary>
static class EventWords
{
    public static string Of(string type) => type switch
    {
        "downloaded" => "下载",
        "changed" => "部平台送来新版本",
        "decided" => "审核",
        "sent" => "上传",
        "accepted" => "部平台已接收",
        "refused" => "退回",
        "corrected" => "更正",
        "discarded" => "停止上传",
        "replayed" => "重新上传",
        "released" => "解除等待",
        _ => type,
    };
}
