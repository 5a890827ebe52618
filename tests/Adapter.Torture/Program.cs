using Adapter.Torture;
using Adapter.Torture.PowerLoss;

return args switch
{
    ["power", ..] => await PowerVerb.Run(args),
    _ => await CommandLine.Run(args),
};
