using Adapter.People;
using Adapter.Store;
using Microsoft.AspNetCore.Components;

namespace Adapter.Desk;

/// <summary>A page of the desk: who sits at it, what it reads, and that it reads it again by itself while it is open.</summary>
public abstract class DeskPage : ComponentBase, IDisposable
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource closing = new();

    [Inject] internal Seat Seat { get; set; } = null!;
    [Inject] internal Database Database { get; set; } = null!;
    [Inject] internal TimeProvider Time { get; set; } = null!;

    private protected Clerk Clerk { get; private set; } = null!;

    protected CancellationToken Closing => closing.Token;

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task Load();

    /// <summary>What a new address changes, before the page is read for it.</summary>
    protected virtual void Turn()
    {
    }

    /// <summary>A page is shown once it is read: an empty one would say for a moment that there is nothing.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Clerk ??= await Seat.Clerk();
        Turn();
        await Load();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && IsLive) _ = Follow();
    }

    /// <summary>Whether it is read again every few seconds.</summary>
    protected virtual bool IsLive => false;

    async Task Follow()
    {
        using var timer = new PeriodicTimer(BetweenLooks, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Closing)) await InvokeAsync(Again);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    protected async Task Again()
    {
        try
        {
            Clerk = await Seat.Clerk();
            await Load();
            StateHasChanged();
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
        GC.SuppressFinalize(this);
    }
}
