// Real processes on two cores: one scenario after another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
