using System.Net;
using System.Text;
using Adapter.Ministry;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Torture.Worlds;

/// <summary>One call as it reached the ministry, and what it answers.</summary>
sealed class Visit(string interfaceCode, Envelope envelope)
{
    public string Interface => interfaceCode;
    public Envelope Envelope => envelope;
    public Fault Fault { get; set; }
    public bool IsUpload => interfaceCode is "SYDJ1002" or "SYDJ1003";
    public string MessageId { get; } = envelope[HeaderRole.MessageId];
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;
    public string Type { get; set; } = "application/json; charset=UTF-8";
    public byte[] Answer { get; set; } = [];
    /// <summary>The records of a page, when it goes out whole.</summary>
    public IReadOnlyList<string>? Rows { get; set; }
    public AnswerBody Asked { get; } = AnswerBody.Read(envelope.BodyBytes, "Rows", 8) ?? throw new InvalidOperationException("the program sent a body that nobody can read");
    /// <summary>Texts of the rows of a batch, in its order.</summary>
    public IReadOnlyList<string> Sent { get; set; } = [];
    /// <summary>What was asked about -> the text that is held under its key, null when none is.</summary>
    public Dictionary<UploadKey, string?> Held { get; } = [];
    /// <summary>Text of a row -> its code, as far as the answer that goes out says one.</summary>
    public Dictionary<string, string> Codes { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows whose content was refused: what goes again must be another.</summary>
    public IEnumerable<string> Refused => Codes.Where(row => row.Value[0] == '3').Select(row => row.Key);

    /// <summary>Whether the platform holds a row, now or already before.</summary>
    public static bool IsHeld(string code) => code is "00000000" or "40000001";
}

/// <summary>The ministry in memory: takes a message, does what it asks, answers; what goes wrong is drawn before.</summary>
sealed class Counter(Profile profile, Faults faults, Dice dice, Shelf shelf, Batches batches)
{
    public Visit Receive(string path, byte[] message)
    {
        if (!Envelope.TryParse(profile, message, out var envelope, out var wrong)) throw new InvalidOperationException($"the program sent what nobody can read: {wrong}");
        var visit = new Visit(path[(path.LastIndexOf('/') + 1)..], envelope!);
        if (visit.IsUpload) visit.Sent = [.. visit.Asked.Rows!.Select(raw => Encoding.UTF8.GetString(raw.Span))];
        visit.Fault = faults.Draw(dice, visit.Sent.Count);
        return visit;
    }

    public void Process(Visit visit)
    {
        switch (visit.Fault)
        {
            case Fault.LostOnTheWay:
                return;
            case Fault.ErrorBefore:
                visit.Status = dice.Chance(0.5) ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.InternalServerError;
                return;
            case Fault.Throttled:
                visit.Status = HttpStatusCode.TooManyRequests;
                return;
            case Fault.NotLetIn:
                visit.Status = HttpStatusCode.Unauthorized;
                return;
            case Fault.Busy:
                visit.Answer = Write(visit, Body("90000001"));
                return;
            case Fault.Unlisted:
                visit.Answer = Write(visit, Body("77777777"));
                return;
        }
        var body = Do(visit);
        visit.Answer = Write(visit, visit.Fault is Fault.LiesAfter ? Body("99999999") : body);
        Spoil(visit);
    }

    string Do(Visit visit)
    {
        var asked = visit.Asked;
        if (visit.IsUpload) return batches.Take(visit);
        if (visit.Interface == "SYDJ1004") return batches.Find(visit);
        if (visit.Interface != "SYDJ1001") return Body("00000000");
        var window = shelf.Window(asked["AAB301"], asked["AAE030"], asked["AAE031"]);
        var page = shelf.Page(window, int.Parse(asked["PageNo"]), int.Parse(asked["PageSize"]));
        visit.Rows = shelf.Rows;
        return page;
    }

    void Spoil(Visit visit)
    {
        if (visit.Fault is Fault.ErrorAfter) visit.Status = dice.Chance(0.5) ? HttpStatusCode.BadGateway : HttpStatusCode.InternalServerError;
        if (visit.Fault is Fault.Garbage) visit.Answer = visit.Answer[..dice.Below(visit.Answer.Length)];
        if (visit.Fault is Fault.WebPage) (visit.Type, visit.Answer) = ("text/html", "<html>login</html>"u8.ToArray());
        if (visit.Fault is not (Fault.ErrorAfter or Fault.Garbage or Fault.WebPage or Fault.OtherReference or Fault.LiesAfter)) return;
        visit.Rows = null;
        visit.Codes.Clear();
        visit.Held.Clear();
    }

    public static string Body(string code) => $$"""{"CODE":"{{code}}","MESSAGE":""}""";

    byte[] Write(Visit visit, string body) => Envelope.Of(profile, new Dictionary<HeaderRole, string>
    {
        [HeaderRole.MessageId] = visit.MessageId,
        [HeaderRole.RefMessageId] = visit.Fault is Fault.OtherReference ? "another" : visit.MessageId,
        [HeaderRole.ReturnResult] = "0000",
    }, body).ToBytes();
}
