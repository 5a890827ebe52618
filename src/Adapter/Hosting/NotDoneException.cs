namespace Adapter.Hosting;

/// <summary>Something could not be done for a reason that a person can mend; <paramref name="line"/> is that one Chinese line.</summary>
sealed class NotDoneException(string line) : Exception(line);
