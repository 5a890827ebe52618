namespace Adapter.Store;

/// <summary>Claims due rows into batches, and settles batches by what was answered.</summary>
sealed class Batches(Events events, TimeProvider time)
{
    /// <summary>Kinds and regions that have something due: first what was tried already, then the nearest deadline.</summary>
    public IReadOnlyList<Lane> DueLanes(Session session, string now) => Histories.IsHeld(session) ? [] : session.All<Lane>(Sql.DueLanes, new { now });

    /// <summary>
    /// Takes due rows of a lane, nearest deadline first, and stores the messages that will carry them. Rows that must
    /// wait for an earlier one stay, and those whose key stands in a message that may come again.
    /// </summary>
    /// <param name="session">Theirs.</param>
    /// <param name="lane">Of the rows.</param>
    /// <param name="ends">The kind that this lane's kind ends, or null.</param>
    /// <param name="messages">At most so many; none when nothing may go.</param>
    /// <param name="most">Rows of each.</param>
    /// <param name="leaseUntil">Then their sender is gone.</param>
    /// <param name="prepare">Builds a message from its rows and a sequence number that is never used twice.</param>
    /// <param name="mostBytes">Of the rows' content together; the first row goes whatever its size.</param>
    public IReadOnlyList<Claim> Take(Session session, Lane lane, string? ends, int messages, int most, string leaseUntil,
        Func<IReadOnlyList<UploadRow>, long, BatchRow> prepare, long mostBytes = long.MaxValue)
    {
        if (messages == 0 || Histories.IsHeld(session)) return [];
        var now = Stamp.Of(time.GetUtcNow());
        var due = session.All<UploadRow>(Sql.Due, new { lane.Kind, lane.AAB301, ends = ends ?? "", now, never = Stamp.Never, most = messages * most });
        if (due.Count == 0) return [];
        var parts = new List<List<UploadRow>>(messages);
        for (var place = 0; place < due.Count && parts.Count < messages; place += parts[^1].Count) parts.Add(Fitting(due.Skip(place).Take(most), mostBytes));
        var first = NextSequences(session, parts.Count);
        List<Claim> claims = [.. parts.Select((rows, place) => new Claim(prepare(rows, first + place) with { DueAt = leaseUntil, CreatedAt = now }, rows))];
        Keep(session, claims);
        return claims;
    }

    static void Keep(Session session, IReadOnlyList<Claim> claims)
    {
        foreach (var (batch, rows) in claims)
        {
            session.Execute(Sql.Insert, batch);
            var taken = session.ExecuteAmong(Sql.Sending, new { batch.MessageId, ids = rows.Select(row => row.Id).ToArray() });
            if (taken != rows.Count) throw new InvalidOperationException("a row was changed while it was claimed");
        }
        session.ExecuteAmong(Sql.InsertRows, new { messageIds = claims.Select(claim => claim.Batch.MessageId).ToArray() });
    }

    /// <summary>Takes a batch whose outcome is open and whose time has come; with the rows that are still open.</summary>
    public Claim? TakeUnknown(Session session, Lane lane, string leaseUntil)
    {
        if (Histories.IsHeld(session)) return null;
        var now = Stamp.Of(time.GetUtcNow());
        if (session.One<BatchRow>(Sql.DueUnknown, new { lane.Kind, lane.AAB301, now }) is not { } batch) return null;
        var rows = session.All<UploadRow>(Sql.OpenRows, new { batch.MessageId });
        session.Execute(Sql.SendAgain, new { batch.MessageId, leaseUntil });
        session.Execute(Sql.RowsSendAgain, new { batch.MessageId });
        return new(batch with { Sends = batch.Sends + 1 }, rows);
    }

    /// <summary>
    /// Writes what attempts did: attempt rows, states, events. A row that was settled meanwhile stays as it is. A
    /// batch is unknown while one of its rows is.
    /// </summary>
    public void Settle(Session session, IReadOnlyList<Settled> messages)
    {
        // As it is nearly always: one answer for all rows of all messages.
        foreach (var alike in messages.Where(message => message.IsOfOneFate).GroupBy(message => message.Settlements[0].Fate))
            Settle(session, [.. alike], alike.First().Settlements[0], null);
        foreach (var message in messages.Where(message => !message.IsOfOneFate))
            foreach (var settlement in message.Settlements) Settle(session, [message], settlement, settlement.Row.Id);
        foreach (var alike in messages.GroupBy(message => message.OpenUntil))
        {
            session.ExecuteAmong(Sql.SettleBatches, new
            {
                messageIds = alike.Select(message => message.Batch.MessageId).ToArray(),
                state = alike.Key is null ? "settled" : UploadState.Unknown,
                dueAt = alike.Key ?? Stamp.Never,
            });
        }
    }

    /// <param name="session">Theirs.</param>
    /// <param name="messages">Of the rows.</param>
    /// <param name="settlement">What becomes of them.</param>
    /// <param name="id">Of the one row; null = of all that are open in the messages.</param>
    void Settle(Session session, IReadOnlyList<Settled> messages, Settlement settlement, long? id)
    {
        var (at, isSettled) = (Stamp.Of(time.GetUtcNow()), settlement.State is UploadState.Delivered or UploadState.Failed);
        string[] messageIds = [.. messages.Select(message => message.Batch.MessageId)];
        foreach (var message in messages) session.Execute(Sql.Attempts, new
        {
            message.Batch.MessageId,
            id,
            now = at,
            message.Milliseconds,
            settlement.Class,
            settlement.Code,
            settlement.Message,
            settlement.Field,
        });
        if (settlement.WasSent) events.AddSent(session, messageIds, id);
        if (isSettled) events.AddSettled(session, messageIds, id, settlement);
        session.ExecuteAmong(Sql.SettleRows, new
        {
            messageIds,
            id,
            settlement.State,
            settlement.DueAt,
            settlement.Why,
            settlement.Class,
            settlement.Code,
            settlement.Message,
            settlement.Field,
            settlement.BatchCap,
            sent = settlement.WasSent ? 1L : 0L,
            omitted = settlement.Omitted ? 1L : 0L,
            at = isSettled ? at : null,
            sentAt = settlement.WasSent ? at : null,
        });
    }

    /// <summary>Whoever is still sending keeps its batch.</summary>
    public void Extend(Session session, IEnumerable<string> messageIds, string leaseUntil)
    {
        foreach (var messageId in messageIds) session.Execute(Sql.Extend, new { messageId, leaseUntil });
    }

    /// <summary>The platform answers again: what was put off for its silence is due now, what a person decides is not.</summary>
    public void Hasten(Session session, Lane lane)
    {
        var now = Stamp.Of(time.GetUtcNow());
        session.Execute(Sql.HastenBatches, new { lane.Kind, lane.AAB301, now, Stamp.Never });
        session.Execute(Sql.HastenRows, new { lane.Kind, lane.AAB301, now });
    }

    /// <summary>Kinds and regions of which something was ever to be sent.</summary>
    public IReadOnlyList<Lane> Lanes(Session session) => session.All<Lane>(Sql.Lanes);

    /// <summary>Batches whose sender is gone: sent or not, nobody knows. They become unknown, due now or a person's.</summary>
    /// <param name="inFlight">Messages that this process is sending: their sender is not gone, whatever the clock says.</param>
    /// <param name="isParked">What may have been sent is not sent again by itself.</param>
    /// <param name="leasesAfter">A lease that ends after this was given while the clock was ahead: nobody holds it.</param>
    public int Recover(Session session, string leasesBefore, IReadOnlyCollection<string>? inFlight = null, bool isParked = false, string leasesAfter = Stamp.Never)
    {
        var dueAt = isParked ? Stamp.Never : Stamp.Of(time.GetUtcNow());
        var why = isParked ? "上传时程序中断，结果待确认，请人工与部平台核对" : "上传时程序中断，结果待确认";
        var lost = session.All<string>(Sql.Lost, new { leasesBefore, leasesAfter }).Except(inFlight ?? []).ToList();
        foreach (var messageId in lost)
        {
            session.Execute(Sql.LostBatch, new { messageId, dueAt });
            session.Execute(Sql.LostRows, new { messageId, dueAt, why });
        }
        return lost.Count;
    }

    /// <summary>As many as the smallest cap among them and the bytes allow.</summary>
    static List<UploadRow> Fitting(IEnumerable<UploadRow> rows, long mostBytes)
    {
        var taken = new List<UploadRow>();
        var cap = long.MaxValue;
        var bytes = 0L;
        foreach (var row in rows)
        {
            cap = Math.Min(cap, row.BatchCap ?? long.MaxValue);
            bytes += row.Payload.Length;
            if (taken.Count >= cap || (taken.Count > 0 && bytes > mostBytes)) break;
            taken.Add(row);
        }
        return taken;
    }

    /// <summary>So many numbers for a MessageId, the first of them: kept in the store, so that none is used twice.</summary>
    public static long NextSequences(Session session, int count) => session.One<long>(Sql.NextSequences, new { count }) - count + 1;

    internal static class Sql
    {
        public const string NextSequences = """
            insert into meta (name, value) values ('message-sequence', cast(@count as text))
            on conflict (name) do update set value = cast(cast(meta.value as bigint) + @count as text) returning cast(value as bigint)
            """;
        public const string Lanes = "select kind, AAB301 from lane";
        public const string DueLanes = """
            select kind, AAB301 from (
              select kind, AAB301,
                (select u.deadline from upload u where u.state = 'waiting' and u.kind = lane.kind and u.AAB301 = lane.AAB301 and u.due_at <= @now
                 order by u.deadline limit 1) as nearest,
                (select 1 from batch b where b.state = 'unknown' and b.kind = lane.kind and b.AAB301 = lane.AAB301 and b.due_at <= @now limit 1) as tried
              from lane) as due
            where nearest is not null or tried is not null order by case when tried is null then nearest else '' end, kind, AAB301
            """;
        public const string Due = """
            select * from whole_upload u where u.state = 'waiting' and u.kind = @Kind and u.AAB301 = @AAB301 and u.due_at <= @now
              and (u.freed = 1 or (not exists (
                select 1 from upload e where e.AAZ341 = u.AAZ341 and e.AAB301 = u.AAB301 and e.kind = u.kind and e.version < u.version
                  and e.state not in ('delivered', 'discarded'))
              and ((u.version = 1 and u.sent_at is null) or not exists (
                select 1 from upload e join batch_row r on r.upload_id = e.id join batch b on b.message_id = r.message_id
                where e.AAZ341 = u.AAZ341 and e.AAB301 = u.AAB301 and e.kind = u.kind and e.version <= u.version
                  and b.state in ('sending', 'unknown') and b.due_at < @never))
              and (@ends = '' or u.person is null or not exists (
                select 1 from upload r join upload f on f.AAZ341 = r.AAZ341 and f.AAB301 = r.AAB301 and f.kind = r.kind and f.version = 1
                where r.person = u.person and r.AAB301 = u.AAB301 and f.id < u.id and r.kind = @ends
                  and r.registers = 1 and (r.correction = 0 or not exists (
                    select 1 from upload d where d.AAZ341 = r.AAZ341 and d.AAB301 = r.AAB301 and d.kind = r.kind and d.state = 'delivered'))
                  and r.state not in ('delivered', 'discarded')))))
            order by u.deadline, u.id limit @most
            """;
        public const string Insert = """
            insert into batch (message_id, batch_no, kind, AAB301, body, enc_type, symmetric_key, iv, state, due_at, created_at, sends)
            values (@MessageId, @BatchNo, @Kind, @AAB301, @Body, @EncType, @SymmetricKey, @IV, @State, @DueAt, @CreatedAt, @Sends)
            """;
        public const string Sending = "update upload set state = 'sending', message_id = @MessageId where id in @ids and state = 'waiting'";
        // In the order in which they are taken. The states are those of the index.
        public const string InsertRows = """
            insert into batch_row (message_id, row_no, upload_id)
            select message_id, row_number() over (partition by message_id order by deadline, id), id from upload
            where message_id in @messageIds and state in ('sending', 'unknown')
            """;
        public const string DueUnknown = """
            select * from batch where state = 'unknown' and kind = @Kind and AAB301 = @AAB301 and due_at <= @now order by due_at, created_at limit 1
            """;
        public const string OpenRows = """
            select * from whole_upload where message_id = @MessageId and state in ('sending', 'unknown') order by id
            """;
        public const string SendAgain = """
            update batch set state = 'sending', due_at = @leaseUntil, sends = sends + 1 where message_id = @MessageId and state = 'unknown'
            """;
        public const string RowsSendAgain = """
            update upload set state = 'sending' where message_id = @MessageId and state in ('sending', 'unknown')
            """;
        const string Open = "state in ('sending', 'unknown') and (@id is null or id = @id)";
        /// <summary>The rows of messages whose outcome is open, or one of them.</summary>
        internal const string OpenIn = $"message_id in @messageIds and {Open}";
        public const string SettleRows = $"""
            update upload set state = @State, due_at = @DueAt, why = @Why, class = @Class, code = @Code, message = @Message, field = @Field,
              batch_cap = @BatchCap, message_id = case when @State = 'unknown' then message_id end, freed = case when @State = 'unknown' then 0 else freed end, attempts = attempts + @sent, omitted = omitted + @omitted,
              sent_at = coalesce(sent_at, @sentAt), settled_at = @at
            where {OpenIn}
            """;
        public const string Attempt = """
            insert into attempt (upload_id, message_id, at, milliseconds, class, code, message, field)
            values (@UploadId, @MessageId, @At, @Milliseconds, @Class, @Code, @Message, @Field)
            """;
        public const string Attempts = $"""
            insert into attempt (upload_id, message_id, at, milliseconds, class, code, message, field)
            select id, message_id, @now, @Milliseconds, @Class, @Code, @Message, @Field from upload where message_id = @MessageId and {Open} order by id
            """;
        public const string SettleBatches = "update batch set state = @state, due_at = @dueAt where message_id in @messageIds";
        public const string Extend = "update batch set due_at = @leaseUntil where message_id = @messageId and state = 'sending'";
        public const string HastenBatches = """
            update batch set due_at = @now where state = 'unknown' and kind = @Kind and AAB301 = @AAB301 and due_at > @now and due_at < @Never
            """;
        // Only what was tried already: a row that is held for a time of day keeps it.
        public const string HastenRows = """
            update upload set due_at = @now where state = 'waiting' and kind = @Kind and AAB301 = @AAB301 and due_at > @now and class is not null
            """;
        public const string Lost = "select message_id from batch where state = 'sending' and (due_at < @leasesBefore or due_at > @leasesAfter)";
        public const string LostBatch = "update batch set state = 'unknown', due_at = @dueAt where message_id = @messageId";
        public const string LostRows = """
            update upload set state = 'unknown', due_at = @dueAt, why = @why where message_id = @messageId
              and state in ('sending', 'unknown')
            """;
    }
}
