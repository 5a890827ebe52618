using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Adapter.Ministry;

namespace Adapter.Torture.Worlds;

/// <summary>The way to the ministry in one life of the program: a message takes its time, and so does the answer.</summary>
sealed class Line(World world, Life life) : IMinistryCalls
{
    static readonly TimeSpan Beyond = TimeSpan.FromSeconds(75);

    readonly Manners manners = new(world);

    public Task<HttpResponseMessage> Post(string path, HttpContent message, CancellationToken ct)
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        if (life.IsOver) return answer.Task;
        var visit = world.Counter.Receive(path, message.ReadAsByteArrayAsync(ct).GetAwaiter().GetResult());
        if (life.IsOver) return answer.Task;
        life.Stir();
        world.Tell($"  {visit.Interface} {visit.MessageId} {visit.Fault} {string.Join(' ', visit.Sent.Select(text => text[12..36]))}");
        ct.UnsafeRegister(_ => answer.TrySetCanceled(ct), null);
        if (visit.Fault is Fault.NotConnected)
        {
            Later(() => answer.TrySetException(new HttpRequestException(HttpRequestError.ConnectionError, "", new SocketException((int)SocketError.ConnectionRefused))));
            return answer.Task;
        }
        if (visit.IsUpload)
        {
            world.Leaves(visit);
            manners.Leaves(visit, answer.Task);
        }
        Travel(visit, answer);
        return answer.Task;
    }

    void Travel(Visit visit, TaskCompletionSource<HttpResponseMessage> answer)
    {
        var survives = world.Dice.Chance(0.5);
        var there = visit.Fault is Fault.AppliedLate ? TimeSpan.FromSeconds(90) * world.Dice.Share() : Short();
        world.Clock.After(there, () =>
        {
            if (life.IsOver && !survives) return;
            world.Counter.Process(visit);
            var back = visit.Fault is Fault.TooSlow ? Beyond : Short();
            world.Clock.After(back, () => Answer(visit, answer));
        });
    }

    void Answer(Visit visit, TaskCompletionSource<HttpResponseMessage> answer)
    {
        if (life.IsOver || answer.Task.IsCompleted) return;
        if (visit.Fault is Fault.LostOnTheWay or Fault.AnswerLost)
        {
            answer.TrySetException(new HttpRequestException(HttpRequestError.Unknown, "", new IOException("reset")));
            return;
        }
        world.Answered(life, visit);
        var response = new HttpResponseMessage(visit.Status) { Content = new ByteArrayContent(visit.Answer) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", visit.Type);
        if (visit.Status == HttpStatusCode.TooManyRequests)
        {
            var wish = TimeSpan.FromSeconds(world.Dice.Below(300));
            response.Headers.RetryAfter = new RetryConditionHeaderValue(wish);
            if (visit.IsUpload) manners.Asks(visit, wish);
        }
        answer.TrySetResult(response);
    }

    void Later(Action action) => world.Clock.After(Short(), () =>
    {
        if (!life.IsOver) action();
    });

    TimeSpan Short() => world.Dice.Upto(TimeSpan.FromMilliseconds(80));
}
