namespace Adapter.Files;

/// <summary>A file that cannot be read as records at all: one Chinese line for the user, without personal data.</summary>
sealed class FileFault(string message, Exception? inner = null) : Exception(message, inner);
