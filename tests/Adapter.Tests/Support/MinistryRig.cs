using System.Text;
using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Tests.Support;

/// <summary>The real client, registered as the program registers it, against an address of the test.</summary>
sealed class MinistryRig : IDisposable
{
    public const string Region = "330102";
    public static readonly Profile Profile = Profile.Load(Agreement.Embedded, "mohrss-msg-json/1");
    public static readonly Kind Kind = Agreement.Embedded.Kind("audit-result");

    readonly ServiceProvider provider;

    public MinistryRig(string url, Profile? profile = null, Func<AdapterSettings, AdapterSettings>? change = null)
    {
        var settings = new AdapterSettings
        {
            Ministry = new() { BaseUrl = url, Sender = "330000SYDJ01", Sign = new() { Type = "HMAC-SM3", Key = "test-secret-0001" } },
        };
        provider = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddMinistry(change?.Invoke(settings) ?? settings, profile ?? Profile).BuildServiceProvider();
        Client = provider.GetRequiredService<MinistryClient>();
    }

    public MinistryClient Client { get; }
    public static Seal Seal { get; } = Seal.Hmac(Profile, "test-secret-0001");

    /// <summary>The profile with a short deadline.</summary>
    public static Profile Hasty(TimeSpan callTimeout) => Profile with { Transport = Profile.Transport with { CallTimeout = callTimeout } };

    public static DownloadQuestion Question { get; } = new() { AAB301 = Region, From = new(2026, 2, 10), Until = new(2026, 2, 13) };

    public UploadBatch Batch(params string[] serials) => Client.Prepare(Kind, Region, Client.NewMessageId("SYDJ1002", 1), "B1",
        [.. serials.Select(serial => new OutgoingRow(new Message(Kind).With("AAB301", Region).With("AAZ341", serial)))]);

    public Task<UploadAnswer> Upload(params string[] serials) => Client.Upload(Batch(serials), default);

    /// <summary>The platform's signed answer to a question, its body as given.</summary>
    public static byte[] Answer(byte[] question, string body, Func<Envelope, Envelope>? change = null)
    {
        Assert.True(Envelope.TryParse(Profile, question, out var asked, out _));
        return AnswerTo(asked![HeaderRole.MessageId], Encoding.UTF8.GetBytes(body), change).ToBytes();
    }

    public static Envelope AnswerTo(string messageId, byte[] body, Func<Envelope, Envelope>? change = null)
    {
        var answer = Envelope.Of(Profile, Header(messageId), "") with { BodyBytes = body };
        return Seal.Sign(change?.Invoke(answer) ?? answer);
    }

    /// <summary>Written by hand: a writer of ours would refuse what a broken platform sends.</summary>
    public static byte[] AnswerByHand(string messageId, byte[] body)
    {
        var signed = AnswerTo(messageId, body);
        var quoted = new List<byte>();
        foreach (var b in body)
        {
            if (b is (byte)'"' or (byte)'\\') quoted.Add((byte)'\\');
            quoted.Add(b);
        }
        var shell = (signed with { BodyBytes = "@@"u8.ToArray() }).ToBytes();
        var at = shell.AsSpan().IndexOf("@@"u8);
        return [.. shell[..at], .. quoted, .. shell[(at + 2)..]];
    }

    public static Envelope With(Envelope envelope, HeaderRole role, string value) => envelope with
    {
        Header = [.. envelope.Header.Select(member => member.Key == Profile.HeaderName(role) ? new(member.Key, value) : member)],
    };

    public void Dispose() => provider.Dispose();

    static Dictionary<HeaderRole, string> Header(string messageId) => new()
    {
        [HeaderRole.MessageId] = "000000XTPT0120260213101530123010000001",
        [HeaderRole.Sender] = "000000XTPT01",
        [HeaderRole.Recver] = "330000SYDJ01",
        [HeaderRole.RefMessageId] = messageId,
        [HeaderRole.ReturnResult] = "0000",
    };
}
