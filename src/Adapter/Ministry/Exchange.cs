using Adapter.Wire;
using Polly.CircuitBreaker;

namespace Adapter.Ministry;

/// <summary>One question and its answer through the pipeline, counted, traced and logged.</summary>
sealed partial class Exchange(Letters letters, Transport transport, Pipelines pipelines, CallMetrics metrics, ILogger<Exchange> logger)
{
    public async Task<RawAnswer> Ask(Call call, CancellationToken ct)
    {
        using var activity = CallMetrics.Source.StartActivity(call.Interface, System.Diagnostics.ActivityKind.Client);
        activity?.SetTag("adapter.region", call.Region).SetTag("adapter.message_id", call.MessageId);
        var begun = false;
        try
        {
            return await pipelines.Of(call.Interface, call.Region).ExecuteAsync(
                async token =>
                {
                    begun = true;
                    return await Once(call, new(token, ct));
                }, ct);
        }
        catch (OperationCanceledException cancelled) when (!begun && ct.IsCancellationRequested)
        {
            throw new NotSentException(cancelled);
        }
        catch (BrokenCircuitException)
        {
            var answer = transport.Failed(call.MessageId, "circuit");
            return answer with { Failure = answer.Failure! with { RetryAfter = Pipelines.Break } };
        }
    }

    /// <summary>Counts and logs what an answer turned out to be.</summary>
    public void Note(Call call, Outcome outcome, long milliseconds)
    {
        metrics.Count(call.Interface, outcome, milliseconds);
        Answered(outcome.IsDelivered ? LogLevel.Debug : LogLevel.Warning, call.Interface, call.Region, call.MessageId, outcome.Class, outcome.Code, milliseconds);
    }

    // Each attempt is dated and signed anew; MessageId, body and wrapped keys stay.
    Task<RawAnswer> Once(Call call, Deadline deadline) => transport.Post(
        call.Interface, call.MessageId, letters.Write(call.Interface, call.MessageId, call.Wrapped), deadline);

    [LoggerMessage(Message = "{Interface} {Region} {MessageId}: {Class} {Code} in {Milliseconds} ms")]
    partial void Answered(LogLevel level, string @interface, string region, string messageId, OutcomeClass @class, string code, long milliseconds);
}

/// <summary>The caller gave up before a byte was sent.</summary>
sealed class NotSentException(OperationCanceledException cancelled) : OperationCanceledException(cancelled.Message, cancelled, cancelled.CancellationToken);

/// <summary>A message to send, its body wrapped already.</summary>
sealed record Call(string Interface, string Region, string MessageId, Envelope Wrapped);
