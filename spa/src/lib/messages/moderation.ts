import { addMessages } from '../i18n';
import { en } from './moderation-en';
import { es } from './moderation-es';

addMessages({ es, en });
