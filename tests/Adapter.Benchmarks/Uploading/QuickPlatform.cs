using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Adapter.Benchmarks.Peers;
using Adapter.Contracts;
using Adapter.Simulator;
using Adapter.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Adapter.Benchmarks.Uploading;

/// <summary>
/// A platform that takes every row at once and remembers how many, so that what is measured is the sender: it looks for
/// the MessageId and the RowCount in the bytes. With a seal it verifies each message and signs each answer.
/// </summary>
sealed class QuickPlatform : IAsyncDisposable
{
    static readonly Profile profile = Profile.Load(Agreement.Embedded, new SimulatorOptions().Profile);

    readonly Seal? seal;
    readonly ConcurrentDictionary<string, long> watched = new(StringComparer.Ordinal);
    WebApplication app = null!;
    readonly Lock gate = new();
    TaskCompletionSource reached = new();
    long awaited = long.MaxValue;
    long rows;
    long requests;
    long first;

    QuickPlatform(Seal? seal) => this.seal = seal;

    public string Address => app.Urls.First();

    public long Requests => Interlocked.Read(ref requests);

    /// <param name="signType">HMAC-SM3 or SM2, with these keys; null = nothing is signed.</param>
    public static async Task<QuickPlatform> Start(string? signType = null, SimulatorKeys? keys = null)
    {
        var seal = signType is null ? null : Seal.Of(profile, signType, signType == profile.Envelope.SignSm2 ? keys!.PlatformPrivate : keys!.Secret, keys.ClientPublic, SimulatorOptions.UserId);
        var platform = new QuickPlatform(seal);
        platform.app = await Loopback.Start(platform.Answer);
        return platform;
    }

    /// <summary>Counts anew; ends when so many rows have come, with the seconds since the first of them.</summary>
    public async Task<double> Takes(long count, TimeSpan within)
    {
        await Expect(count).WaitAsync(within);
        return Stopwatch.GetElapsedTime(Interlocked.Read(ref first)).TotalSeconds;
    }

    Task Expect(long count)
    {
        lock (gate)
        {
            (rows, requests, first, awaited) = (0, 0, 0, count);
            reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return reached.Task;
        }
    }

    async Task Answer(HttpContext context)
    {
        var body = await context.Request.Body();
        var (id, count) = (Value(body, "\"MessageId\":\""u8), Math.Max(1, Number(body)));
        if (seal is not null && !seal.Verify(Parsed(body))) throw new InvalidOperationException("a message is not signed as it should be");
        See(body);
        Note(count);
        context.Response.ContentType = "application/json; charset=UTF-8";
        var answer = Encoding.UTF8.GetBytes($$"""
            {"MessageHeader":{"Version":"1.0.0","MessageId":"","Sender":"","Recver":"","BusinessCode":"","TransactionDate":"","TransactionTime":"","TradeSource":"0","Digest":"","RefMessageId":"{{id}}","ReturnResult":"0000","ReturnMessage":""},"MessageBody":"{\"CODE\":\"00000000\",\"MESSAGE\":\"\",\"SuccessCount\":\"{{count}}\",\"FailCount\":\"0\"}","EncType":"NONE","SymmetricKey":"","IV":"","SignType":"NONE","Sign":""}
            """);
        if (seal is not null) answer = seal.Sign(Parsed(answer)).ToBytes();
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    }

    static Envelope Parsed(byte[] message) =>
        Envelope.TryParse(profile, message, out var envelope, out var wrong) ? envelope! : throw new InvalidOperationException(wrong);

    void Note(long count)
    {
        Interlocked.Increment(ref requests);
        Interlocked.CompareExchange(ref first, Stopwatch.GetTimestamp(), 0);
        if (Interlocked.Add(ref rows, count) >= Volatile.Read(ref awaited)) reached.TrySetResult();
    }

    /// <summary>From now on it is noted when a message comes that has this in it.</summary>
    public void Watch(string serial) => watched[serial] = 0;

    /// <summary>When the first such message came, as Stopwatch counts; 0 = none yet.</summary>
    public long Seen(string serial) => watched[serial];

    void See(byte[] body)
    {
        foreach (var (serial, at) in watched)
            if (at == 0 && body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(serial)) >= 0) watched.TryUpdate(serial, Stopwatch.GetTimestamp(), 0);
    }

    static string Value(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        var at = body.IndexOf(name);
        if (at < 0) return "";
        var rest = body[(at + name.Length)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
    }

    // In a body within a message every quotation mark is escaped, one way or the other.
    static long Number(ReadOnlySpan<byte> body)
    {
        var at = body.IndexOf("RowCount"u8);
        if (at < 0) return 1;
        var rest = body[(at + 8)..];
        rest = rest[rest.IndexOf((byte)':')..];
        var begin = rest.IndexOfAnyInRange((byte)'1', (byte)'9');
        // \u0022 before the number, where it is a text.
        if (rest.StartsWith(":\\u0022"u8)) begin = 7;
        var number = 0L;
        for (var i = begin; rest[i] is >= (byte)'0' and <= (byte)'9'; i++) number = (number * 10) + rest[i] - '0';
        return number;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
