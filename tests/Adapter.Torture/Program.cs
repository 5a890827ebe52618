using Adapter.Torture;
using Adapter.Torture.PowerLoss;

return args switch
{
    ["power", ..] => await PowerVerb.Run(args),
    ["simulate", ..] => SimulateVerb.Show(args),
    _ => await CommandLine.Run(args),
};
