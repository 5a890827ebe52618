using Adapter.Contracts;

namespace Adapter.Torture.Kills;

enum ClickState { Asked, Taken, Refused }

/// <summary>One thing that a person or a local system asked for. As long as it is not answered it is asked again, word for word.</summary>
sealed class Click(string about, string path, string body, Func<string?, Message> content)
{
    /// <summary>The application that it decides, or the key that it corrects or brings.</summary>
    public string About => about;
    public string Path => path;
    public string Body => body;
    public ClickState State { get; private set; }
    /// <summary>What was taken, with the key that it was given.</summary>
    public Message? Content { get; private set; }

    public void Take(string? serial) => (State, Content) = (ClickState.Taken, content(serial));

    public void Refuse() => State = ClickState.Refused;
}
