namespace Adapter.Wire;

/// <summary>A key or secret cannot be used. The message is Chinese, for the person who set it; it never holds key material.</summary>
public sealed class KeyException(string message) : Exception(message);
