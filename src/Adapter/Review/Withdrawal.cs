using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>
/// Takes back a registration whose result the platform holds and does not let us correct: by a deregistration with its ground
/// (注销), entered in the transaction of the approval. Each of the two names the other.
/// </summary>
sealed class Withdrawal(Agreement agreement, Books books, Withdrawals withdrawals, Submissions submissions, Registry registry) : ISeconded
{
    public const string Name = "withdraw";
    const string Registered = "1";
    const string Serial = "AAZ341";

    static readonly string[] OfClerk = ["AAE011", "AAE036"];
    /// <summary>Both have it, and each its own.</summary>
    static readonly string[] Own = [Serial, "AAE013", .. OfClerk];

    public string Act => Name;

    Kind Result => agreement.Result;

    /// <summary>What is entered in its place.</summary>
    public Kind Deregistration => agreement.Kinds.First(kind => kind.Ends == Result.Name);

    /// <summary>What a person has to give: the rest stands in the result.</summary>
    public IReadOnlyList<Field> Asked => [.. Deregistration.Fields.Where(one => !IsTaken(one) && !OfClerk.Contains(one.Code) && (one.Code != Serial || !registry.Allocates))];

    public SecondedRecord? Find(Session session, string subject) => Held(session, subject) is { } row ? new(row.AAB301, row.Person) : null;

    public Receipt Preview(Session session, string subject, Proposed what, string reason)
    {
        if (WhatStands(session, subject) is { } no) return no;
        var message = MessageOf(Held(session, subject)!, what);
        var findings = submissions.Preview(session, message, what.Confirm, allocates: true);
        return Confirmation.Blocks(findings, message, what.Confirm) ? Receipt.No(Verdict.Faulty, "findings", findings) : new() { Verdict = Verdict.Taken, Findings = findings };
    }

    public Receipt Approve(Session session, Actor by, ProposalRow row)
    {
        if (WhatStands(session, row.Object) is { } no) return no;
        var what = Proposed.Of(row);
        var receipt = submissions.Take(session, by, MessageOf(Held(session, row.Object)!, what), what.Confirm, allocates: true);
        if (receipt.Verdict != Verdict.Taken) return receipt;
        withdrawals.Add(session, row, new(Deregistration.Name, receipt.AAB301!, receipt.AAZ341!));
        books.Note(session, by, new() { Action = Name, Object = row.Object, Person = row.Person, Detail = SecondLook.ReasonOf(row) }, receipt);
        return receipt;
    }

    /// <summary>Why a result is not to be taken back so; null when it may be.</summary>
    public Receipt? WhatStands(Session session, string subject)
    {
        if (Held(session, subject) is not { } row) return Receipt.No(Verdict.Missing, "upload.not-found");
        if (registry.CanCorrect) return Receipt.No(Verdict.Conflict, "withdraw.correctable");
        if (withdrawals.Of(session, subject) is not null) return Receipt.No(Verdict.Conflict, "withdraw.done");
        if (row.State != UploadState.Delivered) return Receipt.No(Verdict.Conflict, "withdraw.not-held");
        return MessageReader.Read(Result, row.Payload)["AAE540"] == Registered ? null : Receipt.No(Verdict.Conflict, "withdraw.not-registered");
    }

    UploadRow? Held(Session session, string subject) =>
        UploadKey.Parse(subject) is { } key && key.Kind == Result.Name ? books.Outbox.Latest(session, key.Kind, key.AAB301, key.AAZ341) : null;

    Message MessageOf(UploadRow row, Proposed what)
    {
        var result = MessageReader.Read(Result, row.Payload);
        var taken = Deregistration.Fields.Where(IsTaken).Select(field => new KeyValuePair<string, string?>(field.Code, result[field.Code]));
        return registry.Dated(Message.Of(Deregistration, taken.Concat(what.Fields)));
    }

    bool IsTaken(Field field) => !Own.Contains(field.Code) && Result.Find(field.Code) is not null;
}
