namespace Adapter.Store;

/// <summary>What a receipt said to the store.</summary>
enum Entry
{
    /// <summary>It is held as delivered already.</summary>
    Known,
    /// <summary>Its key was not held, or only with older versions: now it is, as delivered.</summary>
    Entered,
    /// <summary>Held and not delivered: it is now.</summary>
    Delivered,
    /// <summary>Held with other content: that is on the operators' desk now.</summary>
    Conflict,
    /// <summary>Held as delivered with other content: a person must look.</summary>
    Contradiction,
    /// <summary>Left as it is.</summary>
    Open,
}

/// <summary>
/// Enters what receipts prove. A key of which the store knows nothing is held from then on, so that its serial is not
/// used for something else and its application is not decided again.
/// </summary>
sealed class ReceiptEntry(Outbox outbox, Inbox inbox, Events events, TimeProvider time)
{
    const string Word = "receipt";

    public Entry Enter(Session session, UploadReceipt receipt)
    {
        var versions = outbox.Versions(session, receipt.Kind, receipt.AAB301, receipt.AAZ341);
        var entry = Enter(session, receipt, versions);
        if (receipt.ADC201 is { } number) Close(session, receipt, number);
        return entry;
    }

    /// <summary>What the platform holds under the key of a row that is not delivered here.</summary>
    public Entry Compare(Session session, UploadRow row, string digest)
    {
        if (IsSame(row, digest))
        {
            Deliver(session, row, "", "found", "经查询，部平台已有相同内容的记录");
            return Entry.Delivered;
        }
        if (!IsOpen(row) || (row.Correction == 1 && Versions(session, row).Any(version => version.Version < row.Version && IsSame(version, digest)))) return Entry.Open;
        Refuse(session, row, "found-other", "经查询，部平台已有同一流水号、不同内容的记录");
        return Entry.Conflict;
    }

    /// <summary>Uploads that are not delivered, a state at a time.</summary>
    public static IReadOnlyList<UploadRow> In(Session session, params IEnumerable<string> states) => [.. states.SelectMany(state => session.All<UploadRow>(Sql.InState, new { state }))];

    void Deliver(Session session, UploadRow row, string messageId, string code, string message)
    {
        if (session.Execute(Sql.Deliver, new { row.Id, code, message, at = Now }) == 0) return;
        Note(session, row, messageId, "AlreadySame", code, message, "accepted");
    }

    void Refuse(Session session, UploadRow row, string code, string message)
    {
        if (session.Execute(Sql.Refuse, new { row.Id, code, message, at = Now }) == 0) return;
        Note(session, row, row.MessageId ?? "", "Conflict", code, message, "refused");
    }

    Entry Enter(Session session, UploadReceipt receipt, IReadOnlyList<UploadRow> versions)
    {
        if (versions.LastOrDefault(version => IsSame(version, receipt.Digest)) is { } same)
        {
            if (same.State == UploadState.Delivered) return Entry.Known;
            Deliver(session, same, receipt.MessageId ?? "", Word, "按回执核对：部平台已接收");
            return Entry.Delivered;
        }
        if (versions.FirstOrDefault(version => version.Version == receipt.Version) is { } other)
        {
            if (other.State == UploadState.Delivered) return Entry.Contradiction;
            Refuse(session, other, $"{Word}-other", "回执显示部平台已接收同一流水号、不同内容的记录");
            return Entry.Conflict;
        }
        foreach (var older in versions.Where(IsOpen)) Refuse(session, older, $"{Word}-other", "回执显示部平台已接收同一流水号的另一版本");
        Hold(session, receipt, versions);
        return Entry.Entered;
    }

    // Its content was lost with the store; what it was is told by the digest.
    void Hold(Session session, UploadReceipt receipt, IReadOnlyList<UploadRow> versions)
    {
        var row = new UploadRow
        {
            Kind = receipt.Kind,
            AAB301 = receipt.AAB301,
            AAZ341 = receipt.AAZ341,
            Version = receipt.Version,
            ADC201 = receipt.ADC201,
            Correction = versions.Any(version => version.State == UploadState.Delivered) ? 1 : 0,
            State = UploadState.Delivered,
            Class = "Ok",
            Code = receipt.Code,
            Message = "按回执补登，内容已随数据库丢失",
            Digest = receipt.Digest,
            Payload = "{}"u8.ToArray(),
            Origin = Origin.Receipt,
            CreatedAt = Now,
            SettledAt = receipt.At,
        };
        session.Execute(Outbox.Sql.Lane, row);
        row = Outbox.Keep(session, row);
        Note(session, row, receipt.MessageId ?? "", "Ok", receipt.Code ?? "", "", "accepted");
    }

    void Close(Session session, UploadReceipt receipt, string number)
    {
        inbox.Decide(session, number, "", receipt.AAZ341, Now);
        foreach (var second in outbox.OfApplication(session, number).Where(row => row.AAZ341 != receipt.AAZ341 && IsOpen(row)))
            Refuse(session, second, $"{Word}-decided", $"回执显示该申请的审核结果已以流水号 {receipt.AAZ341} 被部平台接收");
    }

    void Note(Session session, UploadRow row, string messageId, string answer, string code, string message, string type)
    {
        session.Execute(Batches.Sql.Attempt, new AttemptRow { UploadId = row.Id, MessageId = messageId, At = Now, Class = answer, Code = code, Message = message });
        if (row.MessageId is { } batch) session.Execute(Sql.CloseBatch, new { batch, Stamp.Never });
        events.Add(session, new()
        {
            Type = type,
            Kind = row.Kind,
            ADC201 = row.ADC201,
            AAB301 = row.AAB301,
            AAZ341 = row.AAZ341,
            Version = row.Version,
            Code = code,
            Message = message,
        });
    }

    IReadOnlyList<UploadRow> Versions(Session session, UploadRow row) => outbox.Versions(session, row.Kind, row.AAB301, row.AAZ341);

    static bool IsSame(UploadRow row, string digest) => string.Equals(row.Digest, digest, StringComparison.OrdinalIgnoreCase);

    static bool IsOpen(UploadRow row) => row.State is UploadState.Waiting or UploadState.Sending or UploadState.Unknown;

    string Now => Stamp.Of(time.GetUtcNow());

    internal static class Sql
    {
        public const string InState = $"select * from whole_upload where {Outbox.Sql.IsStanding} and state = @state order by id";
        public const string Deliver = """
            update upload set state = 'delivered', due_at = '', why = '', class = 'AlreadySame', code = @code, message = @message, field = null,
              message_id = null, settled_at = @at where id = @Id and state <> 'delivered'
            """;
        public const string Refuse = """
            update upload set state = 'failed', due_at = '', why = @message, class = 'Conflict', code = @code, message = @message, field = null,
              message_id = null, settled_at = @at where id = @Id and state not in ('delivered', 'failed')
            """;
        public const string CloseBatch = """
            update batch set state = 'settled', due_at = @Never where message_id = @batch
              and not exists (select 1 from upload where message_id = @batch and state in ('sending', 'unknown'))
            """;
    }
}
