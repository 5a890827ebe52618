using Adapter.Wire;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;
using Polly.Timeout;

namespace Adapter.Ministry;

/// <summary>
/// One pipeline for each interface and region, so that one county's failure never holds another's rows.
/// An upload is never tried twice here: the outbox alone does that.
/// </summary>
sealed class Pipelines(Profile profile, AnswerReader reader, TimeProvider clock) : IDisposable
{
    /// <summary>How long an interface of a region is left alone after its circuit has opened.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    // A circuit opened while the day's clock was ahead would stay open when that is set back.
    readonly SteadyClock steady = new(clock);
    readonly ResiliencePipelineRegistry<(string Interface, string Region)> registry = new();

    public ResiliencePipeline<RawAnswer> Of(string interfaceCode, string region) =>
        registry.GetOrAddPipeline<RawAnswer>((interfaceCode, region), builder => Build(builder, IsUpload(interfaceCode)));

    public void Dispose() => registry.Dispose();

    void Build(ResiliencePipelineBuilder<RawAnswer> builder, bool isUpload)
    {
        builder.TimeProvider = steady;
        if (!isUpload) builder.AddRetry(Reads());
        builder.AddCircuitBreaker(Breaker());
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = profile.Transport.CallTimeout });
    }

    RetryStrategyOptions<RawAnswer> Reads() => new()
    {
        // Who asks for quiet is not asked again at once.
        ShouldHandle = new PredicateBuilder<RawAnswer>().HandleResult(answer => answer.RetryAfter is null && IsBroken(answer)),
        MaxRetryAttempts = 2,
        Delay = TimeSpan.FromMilliseconds(200),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    };

    CircuitBreakerStrategyOptions<RawAnswer> Breaker() => new()
    {
        ShouldHandle = new PredicateBuilder<RawAnswer>().HandleResult(IsBroken),
        FailureRatio = 0.9,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = Break,
    };

    bool IsUpload(string interfaceCode) => profile.Interface(interfaceCode) is { Role: "upload" };

    bool IsBroken(RawAnswer answer) => reader.Outside(answer) is { Class: OutcomeClass.Unknown or OutcomeClass.RetrySame };
}
