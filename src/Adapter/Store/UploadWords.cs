namespace Adapter.Store;

/// <summary>How far an upload is, in the clerk's words.</summary>
static class UploadWords
{
    public static string Of(UploadRow row) => Of(row.State, row.Class);

    /// <param name="state">Of an upload.</param>
    /// <param name="answer">The class of the last answer: it says who mends a failure.</param>
    public static string Of(string state, string? answer = null) => (state, answer) switch
    {
        (UploadState.Waiting, _) => "待上传",
        (UploadState.Sending, _) => "上传中",
        (UploadState.Unknown, _) => "结果待确认",
        (UploadState.Delivered, _) => "上传成功",
        (UploadState.Discarded, _) => "停止上传",
        (UploadState.Failed, "DataError") => "退回更正",
        (UploadState.Failed, "Conflict") => "与部平台内容不一致",
        (UploadState.Failed, null) => "退回更正或上传异常",
        _ => "上传异常",
    };
}
