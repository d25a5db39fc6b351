import django.db.models.deletion
import thriving.kernel.words
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80, unique=True)),
                ('position', models.PositiveIntegerField(default=0)),
                ('title', thriving.kernel.words.WordsField(blank=True, default=thriving.kernel.words.Words)),
                ('definition', thriving.kernel.words.WordsField(blank=True, default=thriving.kernel.words.Words)),
                ('limits', thriving.kernel.words.WordsField(blank=True, default=thriving.kernel.words.Words)),
                ('unit', models.CharField(max_length=30)),
                ('summary', models.CharField(choices=[('mean', 'Mean'), ('sum', 'Sum')], default='mean', max_length=10)),
                ('source', models.CharField(max_length=300)),
                ('source_url', models.CharField(blank=True, max_length=500)),
                ('license', models.CharField(blank=True, max_length=200)),
                ('file', models.CharField(max_length=200)),
                ('column', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('imported_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Ledger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_number', models.BigIntegerField(default=0)),
                ('last_recorded_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='LedgerDay',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('last_number', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('title', thriving.kernel.words.WordsField(blank=True, default=thriving.kernel.words.Words)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('members', 'Members'), ('restricted', 'Restricted'), ('sealed', 'Sealed')], default='public', max_length=12)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('sample', models.BooleanField(default=False)),
                ('imported', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'waiting to be read'), ('reading', 'being read'), ('stopped', 'stopped'), ('refused', 'cannot be read'), ('checked', 'checked'), ('applied', 'taken in'), ('undone', 'undone'), ('discarded', 'discarded')], default='waiting', max_length=20)),
                ('issuer', models.CharField(blank=True, max_length=120)),
                ('file', models.CharField(blank=True, max_length=200)),
                ('sources_file', models.CharField(blank=True, max_length=200)),
                ('expected', models.PositiveIntegerField(default=0)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('last_row', models.PositiveIntegerField(default=0)),
                ('complete', models.BooleanField(default=False)),
                ('faults', models.PositiveIntegerField(default=0)),
                ('problem', models.TextField(blank=True)),
                ('preview', models.JSONField(default=dict)),
                ('written', models.PositiveIntegerField(default=0)),
                ('corrected', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('stated_by', models.CharField(blank=True, max_length=32)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('sample', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'checked', 'discarded', 'reading', 'refused', 'stopped', 'undone', 'waiting'])), name='batch_in_a_known_state')],
            },
        ),
        migrations.CreateModel(
            name='MeasureVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('specification', models.JSONField()),
                ('title', thriving.kernel.words.WordsField(blank=True, default=thriving.kernel.words.Words)),
                ('short', thriving.kernel.words.WordsField(blank=True, default=thriving.kernel.words.Words)),
                ('limits', thriving.kernel.words.WordsField(blank=True, default=thriving.kernel.words.Words)),
                ('reason', models.TextField(blank=True)),
                ('created_by', models.CharField(blank=True, max_length=32)),
                ('created_at', models.DateTimeField()),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='evidence.measure')),
            ],
        ),
        migrations.CreateModel(
            name='PersonCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer', models.CharField(max_length=120)),
                ('code', models.CharField(max_length=120)),
                ('key', models.CharField(max_length=32)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='codes', to='evidence.batch')),
            ],
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.CharField(max_length=80)),
                ('on', models.DateField()),
                ('known_on', models.DateField()),
                ('known_number', models.BigIntegerField()),
                ('published_at', models.DateTimeField()),
                ('note', thriving.kernel.words.WordsField(blank=True, default=thriving.kernel.words.Words)),
                ('sample', models.BooleanField(default=False)),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='evidence.release')),
            ],
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.JSONField()),
                ('question_hash', models.CharField(max_length=64)),
                ('reading', models.JSONField()),
                ('by_source', models.JSONField(default=list)),
                ('series', models.JSONField(default=list)),
                ('digest', models.CharField(max_length=64)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='evidence.release')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='evidence.measureversion')),
            ],
        ),
        migrations.CreateModel(
            name='StagedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('subject', models.CharField(blank=True, max_length=120)),
                ('natural_key', models.CharField(blank=True, max_length=400)),
                ('occurred_on', models.DateField(null=True)),
                ('value', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('dimensions', models.JSONField(default=dict)),
                ('source', models.CharField(blank=True, max_length=120)),
                ('visibility', models.CharField(blank=True, max_length=12)),
                ('faults', models.JSONField(default=list)),
                ('effect', models.CharField(blank=True, choices=[('faulty', 'has an error'), ('new', 'new'), ('corrected', 'a correction'), ('unchanged', 'known already')], max_length=10)),
                ('stands', models.BigIntegerField(null=True)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staged', to='evidence.batch')),
            ],
            options={
                'ordering': ['row'],
            },
        ),
        migrations.CreateModel(
            name='StagedSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120)),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('title', thriving.kernel.words.WordsField(blank=True, default=thriving.kernel.words.Words)),
                ('visibility', models.CharField(max_length=12)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staged_sources', to='evidence.batch')),
            ],
        ),
        migrations.CreateModel(
            name='StatedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occurred_on', models.DateField()),
                ('value', models.DecimalField(decimal_places=6, max_digits=20)),
                ('proof_url', models.CharField(blank=True, max_length=500)),
                ('proof_file', models.CharField(blank=True, max_length=200)),
                ('proof_note', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('proposed', 'waiting for a second person'), ('confirmed', 'confirmed'), ('declined', 'declined'), ('retracted', 'withdrawn')], default='proposed', max_length=20)),
                ('proposed_by', models.CharField(max_length=32)),
                ('decided_by', models.CharField(blank=True, max_length=32)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decision_note', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('sample', models.BooleanField(default=False)),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='evidence.measure')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=120)),
                ('natural_key', models.CharField(max_length=400)),
                ('occurred_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('superseded_number', models.BigIntegerField(null=True)),
                ('value', models.DecimalField(decimal_places=6, max_digits=20, null=True)),
                ('dimensions', models.JSONField(default=dict)),
                ('source', models.CharField(blank=True, max_length=120)),
                ('visibility', models.CharField(choices=[('public', 'Public'), ('members', 'Members'), ('restricted', 'Restricted'), ('sealed', 'Sealed')], max_length=12)),
                ('origin', models.CharField(choices=[('record', 'Record'), ('import', 'Import'), ('wiki', 'Wiki'), ('stated', 'Stated')], max_length=12)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='evidence.batch')),
            ],
            options={
                'indexes': [models.Index(models.F('kind'), models.F('occurred_on'), models.F('subject'), models.F('number'), models.F('value'), models.F('dimensions'), condition=models.Q(('superseded_number__isnull', True)), name='standing_facts'), models.Index(models.F('kind'), models.F('superseded_number'), condition=models.Q(('superseded_number__isnull', False)), name='closed_facts'), models.Index(models.F('recorded_at'), models.F('number'), name='facts_by_recording'), models.Index(models.F('superseded_at'), models.F('superseded_number'), condition=models.Q(('superseded_number__isnull', False)), name='facts_by_closing')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_number__isnull', True)), fields=('kind', 'natural_key'), name='one_current_fact_by_natural_key'), models.CheckConstraint(condition=models.Q(models.Q(('superseded_at__isnull', True), ('superseded_number__isnull', True)), models.Q(('superseded_at__isnull', False), ('superseded_number__gt', models.F('number'))), _connector='OR'), name='superseded_after_it_was_known')],
            },
        ),
        migrations.CreateModel(
            name='IndicatorValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('value', models.DecimalField(decimal_places=10, max_digits=24)),
                ('numerator', models.DecimalField(decimal_places=10, max_digits=24, null=True)),
                ('denominator', models.DecimalField(decimal_places=10, max_digits=24, null=True)),
                ('known_number', models.BigIntegerField()),
                ('superseded_number', models.BigIntegerField(null=True)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='evidence.indicator')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_number__isnull', True)), fields=('indicator', 'month'), name='one_current_value_by_month'), models.CheckConstraint(condition=models.Q(('superseded_number__isnull', True), ('superseded_number__gt', models.F('known_number')), _connector='OR'), name='value_superseded_after_it_was_known')],
            },
        ),
        migrations.AddConstraint(
            model_name='measureversion',
            constraint=models.UniqueConstraint(fields=('measure', 'number'), name='one_version_by_number'),
        ),
        migrations.AddIndex(
            model_name='personcode',
            index=models.Index(fields=['key'], name='codes_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='personcode',
            constraint=models.UniqueConstraint(fields=('issuer', 'code'), name='one_person_by_code'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.UniqueConstraint(fields=('release', 'version', 'question_hash'), name='one_snapshot_by_question'),
        ),
        migrations.AddIndex(
            model_name='stagedrow',
            index=models.Index(fields=['batch', 'kind', 'natural_key'], name='staged_by_key'),
        ),
        migrations.AddConstraint(
            model_name='stagedrow',
            constraint=models.UniqueConstraint(fields=('batch', 'row'), name='one_staged_row_by_number'),
        ),
        migrations.AddConstraint(
            model_name='stagedsource',
            constraint=models.UniqueConstraint(fields=('batch', 'key'), name='one_staged_source_by_key'),
        ),
        migrations.AddConstraint(
            model_name='statedvalue',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['confirmed', 'declined', 'proposed', 'retracted'])), name='stated_value_in_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='statedvalue',
            constraint=models.CheckConstraint(condition=models.Q(('proof_file', ''), ('proof_url', ''), _negated=True), name='stated_value_has_a_proof'),
        ),
        migrations.AddConstraint(
            model_name='statedvalue',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', ''), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='stated_value_is_decided_by_a_second_person'),
        ),
    ]
