namespace Adapter.Contracts;

/// <summary>Who a message is about, as one text that is equal for the same person. Personal data.</summary>
public static class Person
{
    const string IdentityCard = "01";

    /// <summary>
    /// The normalised AAC002; without it AAC044 where AAC058 is 01 and it is well-formed; else <c>AAC058/AAC044</c>.
    /// Null when the message names nobody.
    /// </summary>
    public static string? Of(Message message)
    {
        if (!message.IsEmpty("AAC002")) return CitizenId.Normalise(message["AAC002"]!);
        if (message.IsEmpty("AAC044")) return null;
        var (type, number) = (message["AAC058"], message["AAC044"]!);
        return type == IdentityCard && CitizenId.WellFormed(message.Utf8(message.Kind.Find("AAC044")!.Index)) ? CitizenId.Normalise(number) : $"{type}/{number}";
    }
}
